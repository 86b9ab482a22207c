import { join } from 'node:path';
import { ok } from '../../main/contract/failure.ts';
import { createEngine, type Engine } from '../../main/engine.ts';
import { createLog } from '../../main/log/log.ts';
import type { Clock } from '../../main/outbox/model/ports.ts';
import { createKeychain, type Vault } from '../../main/secrets/keychain.ts';
import type { OpenStore } from '../../main/store/store.ts';
import { createDice } from '../support/ports/dice.ts';

export interface SoakedDeps {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly folder: string;
  readonly apiUrl: string;
  /** Told each line the program logs as a warning. */
  readonly warned: (line: string) => void;
}

/** The whole product without a window, on that clock; its keychain is this process's own. */
export function soakedEngine({ store, clock, folder, apiUrl, warned }: SoakedDeps): Engine {
  const vault = emptyVault();
  const log = createLog(
    [
      line => {
        if (line.includes(' warn ')) warned(line);
      },
    ],
    clock.now,
  );
  return createEngine({
    store,
    keychain: createKeychain({ load: async () => vault, platform: 'darwin' }),
    clock,
    random: createDice(7),
    apiUrl,
    sampleFile: join(folder, 'sample-data.json'),
    resolveProxy: async () => null,
    log,
    facts: {
      platform: 'linux',
      version: '0.0.0',
      systemLanguage: 'en',
      formatLocale: 'en-US',
      canStartAtLogin: false,
      update: () => ({ state: 'off', because: 'development' }),
      hotkeyState: () => 'works' as const,
      hotkeyOffers: () => [],
      toggleLines: () => [],
    },
    effects: {
      updates: () => {},
      takeHotkey: (_, accelerator) => ok(accelerator),
      dropHotkey: () => {},
      startAtLogin: () => true,
      automation: () => {},
      theme: () => {},
    },
    shell: {
      updates: { look: async () => {}, restart: () => {}, putOff: () => {} },
      hidePopup: () => {},
      propose: () => false,
      resizePopup: () => {},
      machine: () => ({}),
      showLogs: async () => {},
      eraseOwn: async () => [],
      entering: () => {},
      copy: async () => {},
      openPage: async () => {},
      askAddress: async () => false,
      saveCsv: async () => ok({ path: '' }),
    },
    push: () => {},
    onReceipt: () => {},
    onChange: () => {},
  });
}

function emptyVault(): Vault {
  const entries = new Map<string, string>();
  return {
    getPassword: async (_, account) => entries.get(account) ?? null,
    setPassword: async (_, account, secret) => void entries.set(account, secret),
    deletePassword: async (_, account) => entries.delete(account),
  };
}
