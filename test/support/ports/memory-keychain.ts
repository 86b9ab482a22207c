import { ok } from '../../../main/contract/failure.ts';
import type { Keychain } from '../../../main/secrets/keychain.ts';

/** A keychain that keeps its secrets for as long as it lives. */
export function memoryKeychain(): Keychain & { readonly kept: ReadonlyMap<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    read: async account => ok(kept.get(account) ?? null),
    store: async (account, secret) => {
      kept.set(account, secret);
      return ok(null);
    },
    remove: async account => {
      kept.delete(account);
      return ok(null);
    },
  };
}
