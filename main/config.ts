import { apiAddresses, isOnThisComputer, isSafeAddress } from './contract/addresses.ts';
import { fail, ok, type Result } from './contract/failure.ts';

/** The published address of the API; every path below it starts with `/external/v1`. */
export const defaultApiUrl: string = apiAddresses[0];

/** What the environment says, read once at the start. */
export interface Config {
  /**
   * Origin (and optional path prefix) of the API, without a trailing slash; null: settings decide. A bad one is a failure
   * only where it counts (`addressHere`).
   */
  readonly apiUrl: Result<string | null, BadApiUrl>;
  /** The search is warmed up at the start; the tests start hundreds of apps and leave it cold. */
  readonly warmsUp: boolean;
  /** A policy's file for a program that was never packaged; null for the computer's own policy. */
  readonly policyFile: string | null;
}

export interface BadApiUrl {
  readonly code: 'api-address';
  readonly address: string;
}

/**
 * An address that somebody has to agree to before it is the API's, as `parseApiUrl` returns it; null for the API's own, for one on
 * this computer, and for what is no address.
 */
export function strangeAddress(address: string): string | null {
  const parsed = parseApiUrl(address);
  if (!parsed.ok || isOnThisComputer(new URL(parsed.value))) return null;
  return apiAddresses.some(known => known === parsed.value) ? null : parsed.value;
}

/**
 * Accepts an API address that is safe (`isSafeAddress`) and has no user name, query or fragment. Returns it without a
 * trailing slash and without `/external/v1`, which every path begins with.
 */
export function parseApiUrl(address: string): Result<string, BadApiUrl> {
  const url = URL.parse(address);
  const isPlain =
    url !== null && [url.username, url.password, url.search, url.hash].every(part => part === '');
  if (!isPlain || !isSafeAddress(url)) return fail({ code: 'api-address', address });
  const path = url.pathname.replace(/\/+$/, '').replace(/\/external\/v1$/, '');
  return ok(`${url.origin}${path}`);
}

/**
 * Reads `RAZE_API_URL` and `RAZE_POLICY_FILE`, of which an empty one counts as none, and `RAZE_COLD_SEARCH`, which any text but
 * an empty one sets. The arguments are the shell's (`main/shell/lifecycle/visits`).
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    apiUrl: env.RAZE_API_URL ? parseApiUrl(env.RAZE_API_URL) : ok(null),
    warmsUp: !env.RAZE_COLD_SEARCH,
    policyFile: env.RAZE_POLICY_FILE || null,
  };
}
