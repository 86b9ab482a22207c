import { apiAddresses } from '../../main/contract/addresses.ts';

/** This machine, where the tests' servers are, and where the program is meant to go. */
export const isExpected = (host: string): boolean =>
  ['127.0.0.1', '::1', 'localhost', ...apiAddresses.map(address => new URL(address).hostname)].includes(host);
