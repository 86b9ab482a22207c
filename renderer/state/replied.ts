import type { Request } from '../../main/contract/calls.ts';
import type { ChangeView, OutboxList, Resolution } from '../../main/contract/change.ts';
import { assertNever } from '../../main/contract/failure.ts';
import { pinsCame } from './box/row-menu.ts';
import { askFind, found, searchedText, withoutWaiting } from './box/search.ts';
import { snapshot } from './first-step.ts';
import { ask, callResult, type Replied } from './model/event.ts';
import type { ShownFailure, ToastState } from './model/news.ts';
import { withWhole } from './model/outbox.ts';
import type { State, Step } from './model/state.ts';
import { afterFound } from './picks/accept.ts';
import { committed, ended, toast } from './picks/commit.ts';
import { movedSeveral } from './picks/several.ts';
import { pickerOf } from './picks/to-picker.ts';
import { back } from './places/go.ts';
import { historyCame } from './places/history.ts';
import { toNextCard } from './places/pending.ts';
import { settingsReplied } from './places/settings.ts';
import { undone, undoneSeveral } from './places/undo.ts';
import { outboxCame } from './pushed.ts';

/** Takes in the answer to a call. */
export function replied(state: State, event: Replied): Step {
  const { name, reply } = event;
  const failed = (failure: ShownFailure): Step => trouble(state, failure);
  switch (name) {
    case 'session.get':
      return reply.ok ? snapshot(state, reply.value) : failed(reply.failure);
    case 'find':
      return reply.ok ? found(state, reply.value, afterFound) : trouble(withoutWaiting(state), reply.failure);
    case 'find.on-server':
      return foundOnServer(state, event);
    case 'opportunity.look': {
      const result = callResult(reply);
      const looked = new Map(state.search.looked);
      if (result.ok) looked.delete(event.request.id);
      else looked.set(event.request.id, result.failure);
      const next = { ...state, search: { ...state.search, looked } };
      return result.ok ? askFind(next) : [next];
    }
    case 'move':
      return answered(
        reply,
        change => committed(state, change),
        failure => refused({ ...state, saving: null }, failure),
      );
    case 'undo':
      return answered(reply, change => undone(state, event.request.change, change), failed);
    case 'outbox.list':
      return reply.ok ? outboxListed(state, reply.value) : trouble(heardAll(state), reply.failure);
    case 'history.list':
      return reply.ok ? historyCame(state, event.request, reply.value) : failed(reply.failure);
    case 'reasons.list':
      return [reply.ok ? { ...state, reasons: reply.value } : state];
    case 'history.sums':
      return reply.ok
        ? [{ ...state, history: { ...state.history, sums: reply.value } }]
        : failed(reply.failure);
    case 'history.export':
      return answered(
        reply,
        file => [file ? { ...state, notice: { kind: 'exported', path: file.path } } : state],
        failed,
      );
    case 'session.rebind':
      return answered(reply, count => [{ ...state, notice: { kind: 'rebound', count } }], failed);
    case 'refresh':
      return answered(
        reply,
        () => [state.notice?.kind === 'syncing' ? { ...state, notice: null } : state],
        failed,
      );
    case 'resolve':
      return answered(reply, change => resolved(state, event.request, change), failed);
    case 'session.use-sample':
    case 'stages.reorder':
    case 'stages.mark':
      return answered(reply, () => [state], failed);
    case 'session.use-key':
    case 'session.remove-key':
    case 'session.erase-everything':
    case 'settings.change':
    case 'picks.forget':
      return settingsReplied(state, event);
    case 'opportunity.changes': {
      const { details } = state;
      if (!reply.ok) return failed(reply.failure);
      if (details?.hit.opportunity.id !== event.request.id) return [state];
      return [{ ...state, details: { ...details, changes: reply.value } }];
    }
    case 'row.pin':
      return answered(reply, pins => pinsCame(state, event.request, pins), failed);
    case 'row.copy': {
      const { what } = event.request;
      if (!reply.ok) return failed(reply.failure);
      const text = reply.value;
      return [
        { ...state, notice: text === '' ? { kind: 'nothing-to-copy', what } : { kind: 'copied', text } },
      ];
    }
    case 'move.several':
      return reply.ok
        ? movedSeveral(state, event.request, reply.value)
        : trouble({ ...state, saving: null }, reply.failure);
    case 'undo.several':
      return reply.ok ? undoneSeveral(state, event.request, reply.value) : failed(reply.failure);
    case 'popup.hide':
    case 'popup.resize':
    case 'popup.entering':
    case 'link.open':
    case 'diagnostics.copy':
      return reply.ok
        ? [{ ...state, settings: { ...state.settings, diagnosed: true } }]
        : failed(reply.failure);
    case 'logs.show':
    case 'update.look':
    case 'update.restart':
    case 'update.put-off':
      return [state];
    default:
      return assertNever(name);
  }
}

/** Goes on with the answer of a call, or with why there is none. */
function answered<T>(
  reply: Parameters<typeof callResult<T>>[0],
  good: (value: T) => Step,
  failed: (failure: ShownFailure) => Step,
): Step {
  const result = callResult(reply);
  return result.ok ? good(result.value) : failed(result.failure);
}

/** A parked change was answered. Putting it back is a change of its own and can be undone like one. */
function resolved(state: State, { answer, change: id }: Request<'resolve'>, change: ChangeView): Step {
  const next =
    answer === 'put-back' ? undone(state, id, change)[0] : toast(state, answeredAs(answer, change), change);
  return [toNextCard(next, id)];
}

function answeredAs(answer: Exclude<Resolution, 'put-back'>, change: ChangeView): ToastState['kind'] {
  switch (answer) {
    case 'retry':
      return 'retried';
    case 'send-mine':
      return 'sent-mine';
    case 'cancel':
    case 'keep-theirs':
    case 'leave':
      return ended(change);
    default:
      return assertNever(answer);
  }
}

function trouble(state: State, failure: ShownFailure): Step {
  return [{ ...state, notice: { kind: 'trouble', trouble: failure } }];
}

/** A pick that main refused. If the stages on the screen are no longer the opportunity's, they are replaced. */
function refused(state: State, failure: ShownFailure): Step {
  const { picker, search } = state;
  if (failure.code !== 'stage-unknown' || picker === null) return trouble(state, failure);
  const { id } = picker.hit.opportunity;
  const hit = search.reply?.hits.find(({ opportunity }) => opportunity.id === id);
  const [list] = back({ ...state, notice: null });
  const [next] = hit ? pickerOf(list, hit, 'nothing', picker.keep) : [list];
  return trouble({ ...next, picker: next.picker && { ...next.picker, note: picker.note } }, failure);
}

function foundOnServer(state: State, event: Extract<Replied, { name: 'find.on-server' }>): Step {
  if (event.request.text !== searchedText(state)) return [state];
  const result = callResult(event.reply);
  if (!result.ok) return trouble({ ...state, search: { ...state.search, server: null } }, result.failure);
  const search = { ...state.search, server: { phase: 'asked', found: result.value } } as const;
  // A trouble that the previous search met is over.
  const notice = state.notice?.kind === 'trouble' ? null : state.notice;
  return askFind({ ...state, search, notice });
}

function outboxListed(state: State, list: OutboxList): Step {
  const next = outboxCame(state, withWhole(state, list), list.changes);
  const { seq, pushed } = next.outboxNumbers;
  // It does not include a difference that was pushed meanwhile.
  return pushed > seq ? [next, ask('outbox.list', null)] : [next];
}

/** The whole list did not come: the next difference asks for it again. */
function heardAll(state: State): State {
  const { seq } = state.outboxNumbers;
  return { ...state, outboxNumbers: { seq, pushed: seq } };
}
