import type { LaneId, OpportunityId } from '../contract/model.ts';
import type { LightRow } from '../contract/row-store.ts';
import type { Clock } from '../outbox/model/ports.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { SettingsStore } from '../store/setting-rows.ts';
import type { AccountData } from './account-data.ts';
import type { FindDeps } from './find.ts';
import type { Session } from './session.ts';

export interface SearchBoxDeps {
  readonly session: Pick<Session, 'current'>;
  readonly outbox: Pick<Outbox, 'open' | 'history' | 'newest' | 'openLately'>;
  readonly accountData: Pick<AccountData, 'pins' | 'pipelines' | 'list' | 'counts' | 'owners'>;
  readonly catalogue: Catalogue<LightRow>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** What the search box asks of the other parts of the product. */
export function searchBox(deps: SearchBoxDeps) {
  const { session, outbox, accountData, settings } = deps;
  const isCurrent = (lane: LaneId): boolean => lane === session.current()?.lane.id;
  /** The opportunities that the user moved today under the key in use, newest first; what was withdrawn counts not. */
  const movedToday = (): readonly OpportunityId[] => {
    const midnight = new Date(deps.clock.now()).setHours(0, 0, 0, 0);
    const open = outbox.open().filter(({ currentLane }) => currentLane);
    const ended = outbox.history('', null, 200, isCurrent).filter(({ state }) => state === 'delivered');
    const today = [...open.toReversed(), ...ended].filter(({ markedAt }) => markedAt >= midnight);
    return [...new Set(today.map(({ opportunity }) => opportunity))];
  };
  return {
    catalogue: deps.catalogue,
    whole: row => row.whole(),
    newestChange: outbox.newest,
    openLately: outbox.openLately,
    movedLately: () => outbox.history('', null, 20, isCurrent).map(({ opportunity }) => opportunity),
    movedToday,
    pins: accountData.pins,
    pipelines: accountData.pipelines,
    list: accountData.list,
    counts: accountData.counts,
    whose: () => {
      const { owner, whose } = settings.read();
      const owners = accountData.owners();
      const isSeen = owners?.some(({ name }) => name === owner) ?? false;
      return { isMine: whose === 'mine', owner: isSeen ? owner : null, isTold: owners !== null };
    },
    now: deps.clock.now,
  } satisfies FindDeps<LightRow>;
}
