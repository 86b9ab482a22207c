/** The address that the API documentation names, and the one that the vendor's own browser extension talks to. */
export const apiAddresses = ['https://app.getraze.com', 'https://api.getraze.co'] as const;

/**
 * Where the vendor's web application is met: the host that its own pages link to, and the one that the documentation names.
 * The API's other host shows no pages.
 */
export const crmHosts = ['app.getraze.co', 'app.getraze.com'] as const;

/** An address as a person reads it: the host alone where it is an ordinary one, with its scheme where it is not https. */
export function shownAddress(address: string): string {
  return address.replace(/^https:\/\//, '');
}
