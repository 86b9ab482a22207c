import type { Handlers, Request } from '../contract/calls.ts';
import type { OutboxList } from '../contract/change.ts';
import type { DealPage } from '../contract/crm.ts';
import { fail, ok, type Result } from '../contract/failure.ts';
import type { FindReply, FindRequest } from '../contract/find.ts';
import type { PipelineId } from '../contract/model.ts';
import type { Settings } from '../contract/settings.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { AccountData } from './account-data.ts';
import type { Erase } from './erase.ts';
import type { MoveRequest } from './move.ts';
import type { createRebind } from './rebind.ts';
import type { Session } from './session.ts';

/** The shell's part of a call; `compose` passes it in. */
export interface ShellPorts {
  readonly hidePopup: () => void;
  readonly resizePopup: (height: number) => void;
  /** `pipeline`: that of the opportunity, null when unknown. `dealPage`: the learnt address form. */
  readonly openPage: (
    request: Request<'link.open'>,
    pipeline: PipelineId | null,
    dealPage: DealPage | null,
  ) => Promise<void>;
  /** Writes the CSV where the user chooses; null when dismissed. */
  readonly saveCsv: (csv: string) => Promise<Result<{ readonly path: string } | null>>;
}

export interface HandlerDeps {
  readonly session: Session;
  readonly erase: Erase;
  readonly rebind: ReturnType<typeof createRebind>;
  readonly outbox: Outbox;
  readonly accountData: AccountData;
  readonly find: (request: FindRequest) => FindReply;
  readonly move: (move: MoveRequest) => ReturnType<Outbox['accept']>;
  readonly changeSettings: (patch: Partial<Settings>) => Result<Settings>;
  readonly snapshot: () => Snapshot;
  readonly dealPage: () => DealPage | null;
  readonly outboxList: () => OutboxList;
  readonly shell: ShellPorts;
}

/** The handler of every call in the contract. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { session, outbox, accountData, shell } = deps;
  return {
    'session.get': deps.snapshot,
    'session.use-key': ({ key, apiUrl }) => session.useKey(key, apiUrl),
    'session.remove-key': ({ erase }) => deps.erase.key(erase),
    'session.erase-everything': deps.erase.everything,
    'session.use-sample': () => session.useSample(),
    'session.rebind': ({ lane }) => deps.rebind(lane),
    find: deps.find,
    'find.on-server': ({ text }) => accountData.searchServer(text),
    'opportunity.look': ({ id }) => accountData.look(id),
    move: request => {
      const moved = deps.move(request);
      if (moved.ok && request.letters !== undefined) accountData.picked(request.opportunity, request.letters);
      return moved;
    },
    undo: ({ change }) => outbox.undo(change),
    resolve: ({ change, answer, rev }) => outbox.resolve(change, answer, rev),
    'outbox.list': deps.outboxList,
    'history.list': ({ text, before, limit }) => outbox.history(text, before, limit, session.shownLanes()),
    'history.export': ({ zone }) =>
      shell.saveCsv(outbox.csv(deps.snapshot().language, zone, session.shownLanes())),
    refresh: async () => {
      if (session.current() === null) return fail({ code: 'key-none' });
      outbox.wake('user');
      await accountData.refresh('asked');
      return ok(null);
    },
    'settings.change': deps.changeSettings,
    'stages.reorder': ({ pipeline, order }) => {
      accountData.reorder(pipeline, order);
      return ok(null);
    },
    'stages.mark': ({ pipeline, stage, role }) =>
      accountData.mark(pipeline, stage, role) ? ok(null) : fail({ code: 'stage-unknown' }),
    'picks.forget': () => {
      accountData.forgetPicks();
      return null;
    },
    'popup.hide': () => {
      shell.hidePopup();
      return null;
    },
    'popup.resize': ({ height }) => {
      shell.resizePopup(height);
      return null;
    },
    'link.open': async request => {
      const row = request.id === undefined ? null : accountData.row(request.id);
      await shell.openPage(request, row?.row.pipeline ?? null, deps.dealPage());
      return null;
    },
  };
}
