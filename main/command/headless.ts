import { existsSync } from 'node:fs';
import { faultTold, toldOf } from '../automation/told-of.ts';
import type { Config } from '../config.ts';
import type { Ask } from '../contract/automation/ask.ts';
import type { Told } from '../contract/automation/told.ts';
import type { ChangeState } from '../contract/change.ts';
import { addressHere, databaseIn, policyHere } from '../electron-engine.ts';
import type { Engine } from '../engine.ts';
import { createSettings } from '../store/setting-rows.ts';
import { type OpenStore, openStore } from '../store/store.ts';
import { createHeadlessEngine, type HeadlessEngineDeps } from './headless-engine.ts';
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

const onItsWay: readonly ChangeState[] = ['held', 'ready', 'sending'];

export interface HeadlessDeps extends Pick<HeadlessEngineDeps, 'folder' | 'log' | 'onKeychainCall'> {
  readonly config: Config;
  readonly tell: (told: Told) => Promise<void>;
  readonly interruption: Interruption;
}

/**
 * Answers one ask without a window, where no instance runs: the same database, the same account, the same outbox. A change that was
 * saved is told at once, and then has a few seconds to be sent; what is not sent by then is sent when the program runs again. Anything
 * else is told once the database is closed. `tell` may take for ever, where nobody reads its output: the database is not held meanwhile.
 * An interruption leaves no more time for any of it, and an exception none with the database. Valid after `ready`.
 */
export async function askHeadless(ask: Ask, deps: HeadlessDeps): Promise<Headless> {
  const { folder, config, log, tell, interruption, onKeychainCall } = deps;
  const path = databaseIn(folder);
  const off: Told = { status: 'off', allows: 'off' };
  if (!existsSync(path)) {
    // Before the first start only a policy can allow anything, and there is no key.
    const { automation = 'off' } = policyHere(config, log).policy;
    await tell(automation === 'off' ? off : { status: 'refused', code: 'key-none' });
    return 'told';
  }
  const opened = openStore(path, Date.now);
  if (!opened.ok) return opened.failure.code === 'store-busy' ? 'busy' : 'not-started';
  const store = opened.value;
  let engine = null as Engine | null;
  let changed = (): void => {};
  let told = null as Told | null;
  let telling = null as Promise<void> | null;
  const answer = async (able: Engine): Promise<void> => {
    const startAndAnswer = async (given: Ask): Promise<Told> => {
      await able.start();
      return able.asked(given);
    };
    const answered = await toldOf(ask, startAndAnswer, log);
    // An engine that is stopped knows neither key nor rows any more: only what it has saved is so.
    if (interruption.hasCome() && answered.status !== 'saved') return;
    told = answered;
    if (answered.status !== 'saved') return;
    telling = tell(answered);
    if (able.settings().undoSeconds * 1000 >= patience) return;
    await new Promise<void>(resolve => {
      changed = () => {
        if (!isOnItsWay(store, answered.change.id)) resolve();
      };
      setTimeout(resolve, patience);
      changed();
    });
  };
  try {
    const found = policyHere(config, log);
    const address = addressHere(config, found.policy);
    const settings = createSettings(store.db, found.policy);
    // Nothing else is opened where nothing is allowed: reading the keychain may ask its user. Of what was begun to be erased the app erases
    // the rest, its own too.
    if (settings.read().automation === 'off' || settings.erasing() === 'all') told = off;
    else if (!address.ok) return 'not-started';
    else if (ask.ask === 'propose') told = { status: 'refused', code: 'popup-busy' };
    else {
      const onChange = (): void => changed();
      engine = createHeadlessEngine({
        store,
        folder,
        apiUrl: address.value,
        found,
        log,
        onKeychainCall,
        onChange,
      });
      const answering = answer(engine);
      // What an interrupted one still runs into, with everything closed, is nobody's business.
      answering.catch(() => undefined);
      await Promise.race([answering, interruption.comes]);
    }
  } catch (error) {
    const fault = faultTold(ask, error, log);
    told ??= fault;
  } finally {
    const stopped = engine === null ? Promise.resolve() : engine.stop();
    await Promise.race([
      stopped.finally(() => store.close()),
      new Promise(resolve => setTimeout(resolve, endPatience)),
    ]);
  }
  if (told === null) return 'interrupted';
  await (telling ?? tell(told));
  return 'told';
}

const isOnItsWay = ({ rows }: OpenStore, change: string): boolean =>
  rows.open().some(({ id, state }) => id === change && onItsWay.includes(state));
