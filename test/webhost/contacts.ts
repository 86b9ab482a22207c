import { apiAddresses } from '../../main/contract/addresses.ts';
import { places } from '../../main/policy/sources.ts';

/** How the app is named where it starts itself anew. */
export const itself = 'the program itself';

/** This machine, where the tests' servers are, where the program is meant to go, and the system's own tools that read a policy, and the app itself. */
export const isExpected = (host: string): boolean =>
  [
    '127.0.0.1',
    '::1',
    'localhost',
    itself,
    ...apiAddresses.map(address => new URL(address).hostname),
    ...[places.registryTool, places.plistTool].map(program => `the program ${program}`),
  ].includes(host);
