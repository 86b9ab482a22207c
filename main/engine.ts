import { defaultApiUrl } from './config.ts';
import { apiAddresses } from './contract/addresses.ts';
import type { Handlers } from './contract/calls.ts';
import type { Receipt } from './contract/change.ts';
import type { Dialect, LaneId, Opportunity } from './contract/model.ts';
import type { Pushes, PushName } from './contract/pushes.ts';
import type { LightRow } from './contract/row-store.ts';
import { defaultSettings, type Settings } from './contract/settings.ts';
import type { Snapshot } from './contract/snapshot.ts';
import type { Log } from './log.ts';
import type { Clock, Random } from './outbox/model/ports.ts';
import { createOutbox, type Signal } from './outbox/outbox.ts';
import { createHttp } from './raze/http/http.ts';
import { withServerTime } from './raze/http/server-time.ts';
import { createAddressCheck } from './raze/requests/address-check.ts';
import { type Connection, createCourier } from './raze/requests/courier.ts';
import { createProbe } from './raze/requests/probe.ts';
import { createCatalogue } from './search/catalogue.ts';
import { warm } from './search/warm.ts';
import type { Keychain } from './secrets/keychain.ts';
import { createLaneRows } from './store/changes/lane-rows.ts';
import { createIndexFile } from './store/opportunities/index-file.ts';
import { createOpportunities } from './store/opportunities/opportunities.ts';
import { createPicksStore } from './store/pick-rows.ts';
import { createSettings } from './store/setting-rows.ts';
import type { OpenStore } from './store/store.ts';
import { createAccountData } from './usecase/account-data.ts';
import { createChangeSettings, type Effects } from './usecase/change-settings.ts';
import { createErase } from './usecase/erase.ts';
import { createFind } from './usecase/find.ts';
import { createHandlers, type ShellPorts } from './usecase/handlers.ts';
import { createLearnDealPage } from './usecase/learn-deal-page.ts';
import { createMove } from './usecase/move.ts';
import { createOutboxNews } from './usecase/outbox-news.ts';
import { createRebind } from './usecase/rebind.ts';
import { createSampleData } from './usecase/sample.ts';
import { createSession } from './usecase/session.ts';
import { type ShellFacts, takeSnapshot } from './usecase/snapshot.ts';
import { watchedCourier } from './usecase/watched-courier.ts';

export interface EngineDeps {
  readonly store: OpenStore;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly random: Random;
  /** The address in the environment, which overrides the settings. */
  readonly apiUrl: string | null;
  /** Known addresses of the API, if not `apiAddresses`. */
  readonly apiAddresses?: readonly string[];
  /** Where the sandbox keeps the sample data. */
  readonly sampleFile: string;
  readonly resolveProxy: (url: string) => Promise<URL | null>;
  readonly log: Log;
  readonly facts: ShellFacts;
  readonly effects: Omit<Effects, 'undoSeconds' | 'apiAddress'>;
  readonly shell: ShellPorts;
  readonly push: <K extends PushName>(name: K, payload: Pushes[K]) => void;
  readonly onReceipt: (receipt: Receipt) => void;
  /** The snapshot has changed; called at most once per turn of the event loop. */
  readonly onChange: (snapshot: Snapshot) => void;
}

/** The whole product without a window: for the shell, and for tests without Electron. */
export interface Engine {
  readonly handlers: Handlers;
  /** Opens the account used last and starts sending. */
  start(): Promise<void>;
  /** The popup was shown: a list older than a minute is refreshed. */
  shown(): void;
  wake(signal: Signal): void;
  offline(): void;
  settings(): Settings;
  snapshot(): Snapshot;
  /** The freshest rows, for the tray. */
  recent(limit: number): readonly Opportunity[];
  /** Every key this run has held. */
  secrets(): readonly string[];
  /** Waits for unfinished work and closes everything but the database. */
  stop(): Promise<void>;
}

/** Builds the engine; nothing runs before `start`. */
export function createEngine(deps: EngineDeps): Engine {
  const { log, clock } = deps;
  const { db } = deps.store;
  const settings = createSettings(db);
  const lanes = createLaneRows(db, clock.now);
  const catalogue = createCatalogue<LightRow>();
  const http = withServerTime(createHttp({ resolveProxy: deps.resolveProxy }), date =>
    outbox.serverTime(date),
  );
  const sample = createSampleData({ file: deps.sampleFile });
  const baseUrl = (): string => deps.apiUrl ?? settings.read().apiUrl ?? defaultApiUrl;

  let due = false;
  /** Several changes in one turn of the event loop are reported once. */
  const changed = (): void => {
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      if (stopped) return;
      const snapshot = engine.snapshot();
      deps.push('snapshot', snapshot);
      const difference = news.next();
      if (difference !== null) deps.push('outbox', difference);
      deps.onChange(snapshot);
    });
  };

  const session = createSession({
    lanes,
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
      changed();
    },
  });

  const connection = (lane: LaneId): Connection | null => {
    const current = session.current();
    return current?.lane.id === lane ? current : null;
  };
  const onDialect = (lane: LaneId, dialect: Dialect): void => session.learn(lane, { dialect });
  const courier = watchedCourier(
    createCourier({
      http,
      connection,
      stages: () => accountData.knownStages(),
      known: (lane, id) => (session.current()?.lane.id === lane ? (accountData.row(id)?.row ?? null) : null),
      now: clock.now,
      onDialect,
      onStages: (lane, told) => accountData.stagesTold(lane, told),
    }),
    session.learn,
    (lane, id) => accountData.gone(lane, id),
  );

  const outbox = createOutbox({
    store: deps.store.rows,
    courier,
    clock,
    random: deps.random,
    listener: {
      changed,
      receipt: receipt => {
        deps.push('receipt', receipt);
        deps.onReceipt(receipt);
      },
      seen: (lane, id, stage, opportunity) => accountData.saw(lane, id, stage, opportunity),
      failed: error => log.warn('outbox', { error: error instanceof Error ? error.name : typeof error }),
      stagesStale: (lane, stage) => accountData.stagesStale(lane, stage),
    },
  });

  const news = createOutboxNews(outbox.open);

  const accountData = createAccountData({
    opportunities: createOpportunities(db),
    picks: createPicksStore(db),
    catalogue,
    indexFile: createIndexFile(`${db.path}.index`, deps.facts.version),
    http,
    courier,
    clock,
    elapsedSince: outbox.elapsedSince,
    connection,
    permitRead: outbox.permitRead,
    permitAsked: outbox.permitAsked,
    observe: outbox.observe,
    askLeave: outbox.askLeave,
    onStageGone: outbox.stageGone,
    onDialect,
    onMayRead: (lane, may) => session.learn(lane, { read: may ? 'yes' : 'no' }),
    onChange: changed,
    onFound: () => deps.push('found', null),
  });

  const find = createFind({
    catalogue,
    whole: row => row.whole(),
    newestChange: outbox.newest,
    openLately: outbox.openLately,
    movedLately: () => {
      const lane = session.current()?.lane.id;
      return outbox.history('', null, 20, one => one === lane).map(change => change.opportunity);
    },
    pipelines: accountData.pipelines,
  });

  const learnDealPage = createLearnDealPage({ session, settings, row: accountData.row, onChange: changed });

  const changeSettings = createChangeSettings(settings, {
    ...deps.effects,
    undoSeconds: outbox.undoSeconds,
    apiAddress: () => void session.addressChanged(),
  });

  /** Lets V8 compile the search before the first keystroke; other work runs in between. */
  const warmUp = async (): Promise<void> => {
    for (const _ of warm()) await new Promise(resolve => setImmediate(resolve));
  };

  let starting: Promise<void> = Promise.resolve();
  let stopping = false;
  /** The database may be closed from now on. */
  let stopped = false;

  const engine: Engine = {
    handlers: createHandlers({
      session,
      erase: createErase({
        session,
        outbox,
        accountData,
        store: deps.store,
        eraseSample: sample.erase,
        resetSettings: () => {
          const { hotkey, ...others } = defaultSettings;
          changeSettings(others);
          // Applied by itself: if another program holds it, the hotkey in use stays.
          changeSettings({ hotkey });
        },
      }),
      rebind: createRebind({ session, outbox, accountData, store: deps.store }),
      outbox,
      accountData,
      find: request => {
        learnDealPage(request.text);
        const reply = find(request);
        accountData.answered(reply.fit);
        return reply;
      },
      move: createMove({ session, outbox, row: accountData.row, pipelines: accountData.pipelines }),
      changeSettings: patch => {
        const result = changeSettings(patch);
        changed();
        return result;
      },
      snapshot: () => engine.snapshot(),
      dealPage: settings.dealPage,
      outboxList: news.list,
      shell: deps.shell,
    }),
    start() {
      void warmUp();
      starting = (async () => {
        outbox.undoSeconds(settings.read().undoSeconds);
        await session.start();
        if (!stopping) outbox.start();
      })();
      return starting;
    },
    shown: () => {
      void session.shown();
      void accountData.refresh('shown');
    },
    wake: outbox.wake,
    // The sample data is on this machine and needs no network.
    offline: () => {
      if (session.current()?.kind !== 'sample') outbox.offline();
    },
    settings: settings.read,
    snapshot: () =>
      takeSnapshot({
        session,
        outbox,
        accountData,
        settings: settings.read,
        apiUrl: baseUrl,
        apiUrlFixed: deps.apiUrl !== null,
        ignoredApiUrl: settings.ignoredApiUrl,
        dealPage: settings.dealPage,
        store: () => deps.store.view,
        facts: deps.facts,
      }),
    recent: limit => catalogue.recent(limit).map(row => row.whole()),
    secrets: session.secrets,
    async stop() {
      // Quitting while the keychain is still being read must not close the database too early.
      stopping = true;
      await starting;
      await Promise.all([accountData.stop(), outbox.stop()]);
      await sample.close();
      stopped = true;
    },
  };
  return engine;
}
