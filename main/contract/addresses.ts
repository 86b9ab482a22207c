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
