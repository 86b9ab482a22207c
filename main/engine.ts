import { createProposalLimit } from './automation/proposal-limit.ts';
import { defaultApiUrl } from './config.ts';
import { apiAddresses } from './contract/addresses.ts';
import type { Receipt } from './contract/change.ts';
import type { Opportunity } from './contract/model.ts';
import type { Pushes, PushName } from './contract/pushes.ts';
import type { LightRow } from './contract/row-store.ts';
import type { SettingName } from './contract/settings.ts';
import type { Snapshot } from './contract/snapshot.ts';
import type { KeptLog } from './log/log.ts';
import type { Clock, Random } from './outbox/model/ports.ts';
import type { Policy } from './policy/policy.ts';
import { createHttp } from './raze/http/http.ts';
import { withServerTime } from './raze/http/server-time.ts';
import { createAddressCheck } from './raze/requests/address-check.ts';
import { createProbe } from './raze/requests/probe.ts';
import { createCatalogue } from './search/catalogue.ts';
import type { Keychain } from './secrets/keychain.ts';
import { createLaneRows } from './store/changes/lane-rows.ts';
import { createIndexFile } from './store/opportunities/index-file.ts';
import { openRowStore } from './store/opportunities/opportunities.ts';
import { createPicksStore } from './store/pick-rows.ts';
import { createPinsStore } from './store/pin-rows.ts';
import { createSettings } from './store/setting-rows.ts';
import { createAccountData } from './usecase/account-data.ts';
import { createAsked } from './usecase/asked.ts';
import { createErasing } from './usecase/erase/erasing.ts';
import { createFind } from './usecase/find.ts';
import { createHandlers, type HandlerDeps } from './usecase/handlers.ts';
import { createHits } from './usecase/hits.ts';
import { createMove } from './usecase/move.ts';
import { offeredText } from './usecase/offered-text.ts';
import { createOutboxNews } from './usecase/outbox-news.ts';
import { createSampleData } from './usecase/sample.ts';
import { searchBox } from './usecase/search-box.ts';
import { createSending } from './usecase/sending/sending.ts';
import { createSession } from './usecase/session.ts';
import { type ShellFacts, takeSnapshot } from './usecase/snapshot.ts';

export interface EngineDeps extends Pick<HandlerDeps, 'store' | 'effects' | 'shell'> {
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly random: Random;
  /** What whoever manages the computer has set. */
  readonly policy?: Policy;
  /** The settings for which that has a value that they do not take. */
  readonly unusablePolicy?: readonly SettingName[];
  /** The address in the environment, which overrides the settings. */
  readonly apiUrl: string | null;
  /** Known addresses of the API, if not `apiAddresses`. */
  readonly apiAddresses?: readonly string[];
  /** Where the sandbox keeps the sample data. */
  readonly sampleFile: string;
  readonly resolveProxy: (url: string) => Promise<URL | null>;
  readonly log: KeptLog;
  readonly facts: ShellFacts;
  readonly push: <K extends PushName>(name: K, payload: Pushes[K]) => void;
  readonly onReceipt: (receipt: Receipt) => void;
  /** The snapshot has changed; called at most once per turn of the event loop. */
  readonly onChange: (snapshot: Snapshot) => void;
}

export type Engine = ReturnType<typeof createEngine>;

/** The whole product without a window: for the shell, and for tests without Electron. Nothing runs before `start`. */
export function createEngine(deps: EngineDeps) {
  const { log, clock, store, facts } = deps;
  const { db } = store;
  const settings = createSettings(db, deps.policy);
  const catalogue = createCatalogue<LightRow>();
  const direct = createHttp({ resolveProxy: deps.resolveProxy });
  const http = withServerTime(direct, date => outbox.serverTime(date));
  const sample = createSampleData({ file: deps.sampleFile });
  // A policy's address stands over one in the environment, which is the user's own.
  const isAddressLocked = settings.locked.includes('apiUrl');
  const baseUrl = (): string =>
    (isAddressLocked ? null : deps.apiUrl) ?? settings.read().apiUrl ?? defaultApiUrl;

  let due = false;
  /** Several changes in one turn of the event loop are reported once. */
  const onChange = (): void => {
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      if (stopped) return;
      const now = snapshot();
      deps.push('snapshot', now);
      const difference = news.next();
      if (difference !== null) deps.push('outbox', difference);
      deps.onChange(now);
    });
  };

  const erasing = createErasing({ settings, store, onChange });
  const session = createSession({
    lanes: createLaneRows(db, clock.now),
    settings,
    keychain: deps.keychain,
    baseUrl,
    checkAddress: createAddressCheck({ http, now: clock.now, known: deps.apiAddresses ?? apiAddresses }),
    probe: createProbe({ http, now: clock.now }),
    askLeave: lane => outbox.askLeave(lane),
    onRefused: (lane, until) => outbox.observe(lane, null, { limitedMs: until - clock.now() }),
    sandbox: sample.open,
    onSwitch: (current, probed) => {
      outbox.use(current === null ? null : { id: current.lane.id, fingerprint: current.lane.fingerprint });
      if (current !== null) {
        erasing.keep(current.lane.id);
        outbox.permissions(current.lane.id, current);
        if (probed !== null) outbox.observe(current.lane.id, probed.quota, 'key-accepted');
      }
      accountData.open(current, probed);
      // Only entering the key again ends the pauses that a key can end.
      outbox.wake(probed === null ? 'start' : 'key');
      log.info('account', { kind: current?.kind ?? 'none' });
    },
    onChange: () => {
      const current = session.current();
      if (current !== null) outbox.permissions(current.lane.id, current);
      onChange();
    },
  });

  const { courier, outbox } = createSending({
    ...deps,
    http,
    session,
    settings,
    accountData: () => accountData,
    onChange,
  });
  const news = createOutboxNews(outbox.open);

  const accountData = createAccountData({
    openRows: lane => openRowStore(db, lane),
    picks: createPicksStore(db),
    pins: createPinsStore(db),
    catalogue,
    indexFile: createIndexFile(`${db.path}.index`, facts.version),
    http,
    courier,
    clock,
    session,
    outbox,
    onChange,
    onFound: () => deps.push('found', null),
  });

  const parts = { session, outbox, accountData, settings };
  const snapshot = (): Snapshot =>
    takeSnapshot({
      ...parts,
      facts,
      store: store.view,
      erasing: erasing.isRunning(),
      apiUrl: baseUrl(),
      apiUrlFixed: deps.apiUrl !== null || isAddressLocked,
      unusablePolicy: deps.unusablePolicy ?? [],
    });

  /** What the database may not be closed before. */
  let starting: Promise<void> = Promise.resolve();
  let stopping = false;
  /** The database may be closed from now on. */
  let stopped = false;

  const handlers = createHandlers({
    ...deps,
    ...parts,
    catalogue,
    sample,
    snapshot,
    warnings: log.warnings,
    changes: () => outbox.open().map(({ state }) => state),
    outboxList: news.list,
    erasing,
    onChange,
  });
  const box = searchBox({ ...parts, catalogue, clock });
  const goOnErasing = (): Promise<void> =>
    erasing.goOn(async () => {
      outbox.start();
      return handlers['session.erase-everything'](null);
    });

  return {
    handlers,
    /** Answers another program of the same user. */
    asked: createAsked({
      ...box,
      handlers: { ...handlers, find: createFind(box) },
      move: request => createMove(parts).one(request, true),
      hits: createHits(box),
      directory: accountData.view,
      filled: accountData.filled,
      language: () => snapshot().language,
      allows: () => settings.read().automation,
      propose: deps.shell.propose,
      mayPropose: createProposalLimit(clock.monotonic),
    }),
    /** Opens the account used last and starts sending. Nothing once `stop` was called: the database may be closed. */
    start(): Promise<void> {
      if (stopping) return starting;
      if (store.view.setAside) log.warn('database set aside', { salvaged: store.view.salvaged });
      const { startAtLogin } = deps.policy ?? {};
      if (startAtLogin !== undefined) deps.effects.startAtLogin(startAtLogin);
      starting = (async () => {
        outbox.undoSeconds(settings.read().undoSeconds);
        await goOnErasing();
        if (!erasing.isDue()) await session.start();
        if (!stopping) outbox.start();
      })();
      return starting;
    },
    /** The popup was shown: a list older than a minute is refreshed, and the keychain may be open by now. */
    shown(): void {
      if (stopping) return;
      store.damageShown();
      if (erasing.isDue()) starting = goOnErasing();
      else void session.shown();
      void accountData.refresh('shown');
    },
    wake: outbox.wake,
    // The sample data is on this machine and needs no network.
    offline(): void {
      if (session.current()?.kind !== 'sample') outbox.offline();
    },
    settings: settings.read,
    snapshot,
    /** What the shell's part of the snapshot says has changed. */
    changed: onChange,
    /** Whether a request with a change is out. */
    isSending: (): boolean => outbox.open().some(({ state }) => state === 'sending'),
    /** The freshest rows, for the tray. */
    recent: (limit: number): readonly Opportunity[] => catalogue.recent(limit).map(row => row.whole()),
    /** What of the clipboard's text is offered in the search box; null for nothing. */
    offer: (text: string): string | null =>
      session.secrets().some(secret => text.includes(secret))
        ? null
        : offeredText(text, id => catalogue.get(id) !== undefined),
    /** Every key this run has held. */
    secrets: session.secrets,
    /** Waits for unfinished work and closes everything but the database. */
    async stop(): Promise<void> {
      // Quitting while the keychain is still being read must not close the database too early.
      stopping = true;
      session.stop();
      await starting;
      await Promise.all([accountData.stop(), outbox.stop()]);
      await sample.close();
      stopped = true;
    },
  };
}
