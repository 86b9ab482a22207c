import { existsSync } from 'node:fs';
import { toldOf } from '../automation/told-of.ts';
import type { Config } from '../config.ts';
import type { Ask } from '../contract/automation/ask.ts';
import type { Told } from '../contract/automation/told.ts';
import type { ChangeState } from '../contract/change.ts';
import { fail, ok } from '../contract/failure.ts';
import { addressHere, createElectronEngine, databaseIn, policyHere } from '../electron-engine.ts';
import type { Engine } from '../engine.ts';
import type { KeptLog } from '../log/log.ts';
import type { FoundPolicy } from '../policy/policy.ts';
import { createKeychain } from '../secrets/keychain.ts';
import { createSettings } from '../store/setting-rows.ts';
import { type OpenStore, openStore } from '../store/store.ts';
import type { Interruption } from './interruption.ts';

/** What came of it: `busy` where another instance has the database, `not-started` where the disk refuses. */
export type Headless = 'told' | 'interrupted' | 'busy' | 'not-started';

/**
 * How long a saved change may take to leave, in milliseconds: the undo window as it is at first, and a few requests. An app that is
 * started meanwhile waits longer than this for the database (`store/open-in-turn`).
 */
const patience = 8_000;
/** How long ending may wait for what is not finished. Everything accepted is on disk. */
const endPatience = 1_000;

let isAskingKeychain = false;
/** Whether a call to the keychain of this process has not ended: its thread is held, maybe for ever. */
export const holdsKeychainCall = (): boolean => isAskingKeychain;

const onItsWay: readonly ChangeState[] = ['held', 'ready', 'sending'];

/**
 * Answers one ask without a window, where no instance runs: the same database, the same account, the same outbox. A change that was
 * saved is told at once, and then has a few seconds to be sent; what is not sent by then is sent when the program runs again. Anything
 * else is told once the database is closed. `tell` may take for ever, where nobody reads its output: the database is not held meanwhile.
 * An interruption leaves no more time for any of it, and an exception none with the database. Valid after `ready`.
 */
export async function askHeadless(
  ask: Ask,
  { folder, config, log, tell, interruption }: HeadlessDeps,
): Promise<Headless> {
  const path = databaseIn(folder);
  const off: Told = { status: 'off', allows: 'off' };
  if (!existsSync(path)) {
    await tell(off);
    return 'told';
  }
  const opened = openStore(path, Date.now);
  if (!opened.ok) return opened.failure.code === 'store-busy' ? 'busy' : 'not-started';
  const store = opened.value;
  // Nothing else is opened where nothing is allowed: reading the keychain may ask its user.
  const found = policyHere(config, log);
  if (createSettings(store.db, found.policy).read().automation === 'off') {
    store.close();
    await tell(off);
    return 'told';
  }
  const address = addressHere(config, found.policy);
  if (!address.ok) {
    store.close();
    return 'not-started';
  }
  if (ask.ask === 'propose') {
    store.close();
    await tell({ status: 'refused', code: 'popup-busy' });
    return 'told';
  }
  let changed = (): void => {};
  const engine = headlessEngine(store, address.value, found, folder, log, () => changed());
  let told = null as Told | null;
  let telling = null as Promise<void> | null;
  const answer = async (): Promise<void> => {
    const startAndAnswer = async (given: Ask): Promise<Told> => {
      await engine.start();
      return engine.asked(given);
    };
    const answered = await toldOf(ask, startAndAnswer, log);
    told = answered;
    if (answered.status !== 'saved') return;
    telling = tell(answered);
    if (engine.settings().undoSeconds * 1000 >= patience) return;
    const isOnItsWay = (): boolean =>
      store.rows.open().some(({ id, state }) => id === answered.change.id && onItsWay.includes(state));
    await new Promise<void>(resolve => {
      changed = () => {
        if (!isOnItsWay()) resolve();
      };
      setTimeout(resolve, patience);
      changed();
    });
  };
  const answering = answer();
  // What an interrupted one still runs into, with everything closed, is nobody's business.
  answering.catch(() => undefined);
  try {
    await Promise.race([answering, interruption]);
  } finally {
    await Promise.race([
      engine.stop().then(() => store.close()),
      new Promise(resolve => setTimeout(resolve, endPatience)),
    ]);
  }
  if (told === null) return 'interrupted';
  await (telling ?? tell(told));
  return 'told';
}

export interface HeadlessDeps {
  readonly folder: string;
  readonly config: Config;
  readonly log: KeptLog;
  readonly tell: (told: Told) => Promise<void>;
  readonly interruption: Interruption;
}

/** The whole product without a window: what belongs to the desktop does nothing. */
const headlessEngine = (
  store: OpenStore,
  apiUrl: string | null,
  found: FoundPolicy,
  folder: string,
  log: KeptLog,
  onChange: () => void,
): Engine =>
  createElectronEngine({
    folder,
    apiUrl,
    store,
    ...found,
    keychain: createKeychain({
      onCall: isRunning => {
        isAskingKeychain = isRunning;
      },
    }),
    log,
    facts: {
      canStartAtLogin: false,
      hotkeyState: () => 'off',
      hotkeyOffers: () => [],
      toggleLines: () => [],
      update: () => ({ state: 'off', because: 'development' }),
    },
    effects: {
      takeHotkey: (_, accelerator) => fail({ code: 'hotkey-taken', accelerator }),
      dropHotkey: () => {},
      startAtLogin: () => false,
      theme: () => {},
      updates: () => {},
      automation: () => {},
    },
    shell: {
      hidePopup: () => {},
      resizePopup: () => {},
      entering: () => {},
      propose: () => false,
      updates: { look: async () => {}, restart: () => {}, putOff: () => {} },
      machine: () => ({}),
      showLogs: async () => {},
      eraseOwn: async () => [],
      copy: async () => {},
      openPage: async () => {},
      askAddress: async () => false,
      saveCsv: async () => ok(null),
    },
    push: () => {},
    onReceipt: () => {},
    onChange,
  });
