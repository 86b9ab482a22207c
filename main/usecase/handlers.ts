import type { Handlers, Request } from '../contract/calls.ts';
import type { ChangeView, OutboxList } from '../contract/change.ts';
import { fail, ok, type Result } from '../contract/failure.ts';
import { unverified } from '../contract/model.ts';
import { offeredReasons } from '../contract/note.ts';
import { copyText } from '../contract/row-copy.ts';
import type { LightRow } from '../contract/row-store.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Clock } from '../outbox/model/ports.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { SettingsStore } from '../store/setting-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';
import type { OpenStore } from '../store/store.ts';
import type { AccountData } from './account-data.ts';
import { createChangeSettings, type Effects, withAgreedAddress } from './change-settings.ts';
import { dealLink } from './deal-link.ts';
import { type DiagnosticsDeps, diagnostics } from './diagnostics.ts';
import { createErase } from './erase/erase.ts';
import type { Erasing } from './erase/erasing.ts';
import { createFind } from './find.ts';
import { createMove } from './move.ts';
import { createMovedIn } from './moved-in.ts';
import { createRebind } from './rebind.ts';
import type { SampleData } from './sample.ts';
import { searchBox } from './search-box.ts';
import type { Session } from './session.ts';
import type { ShellPorts } from './shell-ports.ts';

export interface HandlerDeps extends Omit<DiagnosticsDeps, 'machine'> {
  readonly session: Session;
  readonly outbox: Outbox;
  readonly accountData: AccountData;
  readonly catalogue: Catalogue<LightRow>;
  readonly settings: SettingsStore;
  readonly store: OpenStore;
  readonly sample: SampleData;
  readonly clock: Pick<Clock, 'now'>;
  readonly effects: Omit<Effects, 'undoSeconds' | 'apiAddress'>;
  readonly shell: ShellPorts;
  readonly snapshot: () => Snapshot;
  readonly outboxList: () => OutboxList;
  readonly erasing: Erasing;
  /** What the snapshot shows has changed. */
  readonly onChange: () => void;
}

/** The handler of every call in the contract. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { session, outbox, accountData, settings, shell } = deps;
  const move = createMove(deps);
  const learnPick = ({ opportunity, letters }: Request<'move'>, moved?: Result<ChangeView>): void => {
    if (moved?.ok && letters !== undefined) accountData.picked(opportunity, letters);
  };
  /**
   * If the text in the box is a link of a known deal, keeps the form of its address; the last such link counts. The
   * sample data's rows are in no web application. If the disk refuses, nothing is learnt.
   */
  const learnDealPage = (text: string): void => {
    if (session.current()?.kind !== 'key') return;
    const page = dealLink(text, id => accountData.row(id)?.row)?.page;
    if (page === undefined || JSON.stringify(page) === JSON.stringify(settings.dealPage())) return;
    if (attempt(() => settings.keepDealPage(page)).ok) deps.onChange();
  };
  const find = createFind(searchBox(deps));
  const changeSettings = createChangeSettings(settings, {
    ...deps.effects,
    undoSeconds: outbox.undoSeconds,
    apiAddress: () => void session.addressChanged(),
  });
  let resets = 0;
  const changeAgreed = withAgreedAddress(
    patch => {
      const result = changeSettings(patch);
      deps.onChange();
      return result;
    },
    () => ({ apiUrl: settings.read().apiUrl, isLocked: settings.locked.includes('apiUrl'), resets }),
    shell.askAddress,
  );
  const erase = createErase({
    ...deps,
    eraseOwn: shell.eraseOwn,
    resetSettings: () => {
      resets += 1;
      const { hotkey, ...others } = defaultSettings;
      changeSettings(others);
      // Applied by itself: if another program holds it, the hotkey in use stays.
      changeSettings({ hotkey });
    },
  });
  const rebind = createRebind(deps);
  const movedIn = createMovedIn(deps);

  return {
    'session.get': deps.snapshot,
    'session.use-key': async ({ key, apiUrl }) => {
      await deps.erasing.ended(erase.everything);
      return session.useKey(key, apiUrl);
    },
    'session.remove-key': request => erase.key(request.erase),
    'session.erase-everything': erase.everything,
    'session.use-sample': async () => {
      await deps.erasing.ended(erase.everything);
      return session.useSample();
    },
    'session.rebind': ({ lane }) => rebind(lane),
    find: request => {
      learnDealPage(request.text);
      const reply = find(request);
      accountData.answered(reply.fit);
      return reply;
    },
    'find.on-server': ({ text }) => accountData.searchServer(text),
    'opportunity.look': ({ id }) => accountData.look(id),
    'opportunity.changes': ({ id }) => outbox.ofOpportunity(id),
    move: request => {
      const moved = move.one(request);
      learnPick(request, moved);
      return moved;
    },
    'move.several': ({ moves }) => {
      const moved = move.several(moves);
      for (const [at, request] of moves.entries()) learnPick(request, moved[at]);
      return moved;
    },
    undo: ({ change }) => outbox.undo(change),
    'undo.several': ({ undos }) => outbox.undoSeveral(undos.map(({ change }) => change)),
    resolve: ({ change, answer, rev }) => outbox.resolve(change, answer, rev),
    'outbox.list': deps.outboxList,
    'history.list': ({ text, before, limit }) => outbox.history(text, before, limit, session.shownLanes()),
    'reasons.list': () => outbox.reasons(offeredReasons, session.shownLanes()),
    'history.sums': ({ periods }) => movedIn(periods),
    'history.export': ({ zone }) =>
      shell.saveCsv(() => outbox.csv(deps.snapshot().language, zone, session.shownLanes())),
    refresh: async () => {
      if (session.current() === null) return fail({ code: 'key-none' });
      outbox.wake('user');
      await accountData.refresh('asked');
      return ok(null);
    },
    'settings.change': changeAgreed,
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
    'popup.entering': ({ what }) => {
      shell.entering(what);
      return null;
    },
    'popup.resize': ({ height }) => {
      shell.resizePopup(height);
      return null;
    },
    'row.pin': ({ id, on }) => accountData.pin(id, on),
    'row.copy': async ({ id, what }) => {
      const text = copyText(accountData.row(id)?.row ?? unverified(id), what, settings.dealPage());
      if (text !== '') await shell.copy(text);
      return text;
    },
    'link.open': async request => {
      const row = request.id === undefined ? null : accountData.row(request.id);
      await shell.openPage(request, row?.row.pipeline ?? null, settings.dealPage());
      return null;
    },
    'diagnostics.copy': async () => {
      const text = diagnostics(deps.snapshot(), { ...deps, machine: shell.machine() });
      await shell.copy(text);
      return text;
    },
    'logs.show': async () => {
      await shell.showLogs();
      return null;
    },
    'update.look': async () => {
      await shell.updates.look();
      return null;
    },
    'update.restart': () => {
      shell.updates.restart();
      return null;
    },
    'update.put-off': () => {
      shell.updates.putOff();
      return null;
    },
  };
}
