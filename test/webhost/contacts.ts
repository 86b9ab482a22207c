import { apiAddresses } from '../../main/contract/addresses.ts';
import { places } from '../../main/policy/sources.ts';

/** This machine, where the tests' servers are, where the program is meant to go, and the system's own tools that read a policy. */
export const isExpected = (host: string): boolean =>
  [
    '127.0.0.1',
    '::1',
    'localhost',
    ...apiAddresses.map(address => new URL(address).hostname),
    ...[places.registryTool, places.plistTool].map(program => `the program ${program}`),
  ].includes(host);
