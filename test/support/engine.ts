import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Fill } from '../../main/contract/pushes.ts';
import type { Snapshot } from '../../main/contract/snapshot.ts';
import { createEngine, type Engine } from '../../main/engine.ts';
import { createLog } from '../../main/log/log.ts';
import type { Policy } from '../../main/policy/policy.ts';
import type { Keychain } from '../../main/secrets/keychain.ts';
import { pageAddress } from '../../main/shell/links/web-pages.ts';
import { type OpenStore, openStore } from '../../main/store/store.ts';
import { systemClock, systemRandom } from '../../main/usecase/clock.ts';

export interface EngineOptions {
  /** Where the database and the sample data lie. */
  readonly folder: string;
  readonly keychain: Keychain;
  /** Null: the settings name it. */
  readonly apiUrl: string | null;
  /** Where the API is known to be found. */
  readonly apiAddresses?: readonly string[];
  /** What whoever manages the computer has set. */
  readonly policy?: Policy;
  /** Opens the popup with a proposal; refused, as where there is none. */
  readonly propose?: (fill: Fill) => boolean;
  /** What the shell erases of its own; nothing, and nothing is left. */
  readonly eraseOwn?: () => Promise<readonly string[]>;
}

export interface TestEngine extends Engine {
  readonly store: OpenStore;
  /** The addresses that were opened in the user's browser. */
  readonly opened: readonly string[];
  /** What was copied to the clipboard, oldest first. */
  readonly copied: readonly string[];
  /** What was asked of the system's start at login, oldest first. */
  readonly autostarts: readonly boolean[];
  /** The first snapshot that fits, now or to come. */
  until(fits: (snapshot: Snapshot) => boolean): Promise<Snapshot>;
}

/** The whole product without a window, on the machine's own clock and disk, started and stopped with the test. */
export async function engineForThisTest({
  folder,
  keychain,
  apiUrl,
  apiAddresses,
  policy = {},
  propose = () => false,
  eraseOwn = async () => [],
}: EngineOptions): Promise<TestEngine> {
  const database = openStore(join(folder, 'quick-stage.db'), Date.now);
  if (!database.ok) throw new Error(database.failure.code);
  const store = database.value;
  let heard: () => void = () => {};
  const opened: string[] = [];
  const copied: string[] = [];
  const autostarts: boolean[] = [];
  const engine = createEngine({
    store,
    keychain,
    clock: systemClock,
    random: systemRandom,
    policy,
    apiUrl,
    ...(apiAddresses === undefined ? {} : { apiAddresses }),
    sampleFile: join(folder, 'sample-data.json'),
    resolveProxy: async () => null,
    log: createLog([() => {}], Date.now),
    facts: {
      platform: 'linux',
      version: '1.0.0',
      systemLanguage: 'en',
      formatLocale: 'en-US',
      canStartAtLogin: false,
      update: () => ({ state: 'off', because: 'development' }),
      hotkeyState: () => 'works' as const,
      hotkeyOffers: () => [],
      toggleLines: () => [],
    },
    effects: {
      takeHotkey: (_, value) => ({ ok: true, value }),
      dropHotkey: () => {},
      startAtLogin: on => {
        autostarts.push(on);
        return on;
      },
      automation: () => {},
      theme: () => {},
      updates: () => {},
    },
    shell: {
      hidePopup: () => {},
      propose,
      resizePopup: () => {},
      updates: { look: async () => {}, restart: () => {}, putOff: () => {} },
      machine: () => ({}),
      showLogs: async () => {},
      eraseOwn,
      entering: () => {},
      copy: async text => void copied.push(text),
      openPage: async (...asked) => void opened.push(pageAddress(...asked)),
      askAddress: async () => false,
      saveCsv: async () => ({ ok: true, value: null }),
    },
    push: () => {},
    onReceipt: () => {},
    onChange: () => heard(),
  });
  onTestFinished(async () => {
    await engine.stop();
    store.close();
  });
  await engine.start();
  return {
    ...engine,
    store,
    opened,
    copied,
    autostarts,
    until: fits =>
      new Promise(resolve => {
        heard = () => {
          const now = engine.snapshot();
          if (fits(now)) resolve(now);
        };
        heard();
      }),
  };
}
