/** The address that the API documentation names, and the one that the vendor's own browser extension talks to. */
export const apiAddresses = ['https://app.getraze.com', 'https://api.getraze.co'] as const;

/**
 * The hosts of the vendor's web application: the one that its own pages link to and the documented one. The API's other
 * host shows no pages.
 */
export const crmHosts = ['app.getraze.co', 'app.getraze.com'] as const;

/** An address for reading: the host, with the scheme if it is not https. */
export function shownAddress(address: string): string {
  return address.replace(/^https:\/\//, '');
}

/** Whether it leads to this computer: 127.0.0.0/8, ::1 or localhost. */
export const isOnThisComputer = ({ hostname }: Pick<URL, 'hostname'>): boolean =>
  /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(hostname);

/** Whether nobody on the way can read or change what is sent there: https, or http on this computer. */
export const isSafeAddress = (address: Pick<URL, 'protocol' | 'hostname'>): boolean =>
  address.protocol === 'https:' || (address.protocol === 'http:' && isOnThisComputer(address));
