import type { Snapshot } from '../../main/contract/snapshot.ts';
import { askFind, found, typed, withoutWaiting } from './box/search.ts';
import { hear, turn } from './hearing.ts';
import type { Event } from './model/event.ts';
import { emptyKey, noMarks } from './model/initial.ts';
import type { State, Step } from './model/state.ts';

/**
 * What the first picture needs of the reducer: the same as `step`, as long as `step` itself has not been run. Null for events that
 * only `step` knows.
 */
export function firstStep(before: State, event: Event, now: number): Step | null {
  const stepped = steppedFirst({ ...before, now }, event);
  if (stepped === null) return null;
  const [after, ...effects] = stepped;
  return [hear(before, after), ...effects];
}

function steppedFirst(state: State, event: Event): Step | null {
  if (event.type === 'text') return typed({ ...state, token: state.token + 1 }, event.text, event.composing);
  if (event.type === 'turned') return [turn(event.away ? withoutWaiting(state) : state, event.away)];
  if (event.type === 'pushed') return event.name === 'snapshot' ? snapshot(state, event.push) : null;
  if (event.type !== 'replied') return null;
  if (event.name === 'session.get' && event.reply.ok) return snapshot(state, event.reply.value);
  if (event.name === 'find' && event.reply.ok) return found(state, event.reply.value, next => [next]);
  return null;
}

/** Takes in what main says of everything but rows and changes. */
export function snapshot(state: State, push: Snapshot): Step {
  const before = state.snapshot?.account.kind;
  const isSame = fingerprintOf(state.snapshot) === fingerprintOf(push);
  // What became of another account's changes is shown in the pending list only.
  const ofAccount = isSame ? {} : { undoable: [], toast: null, several: null, burst: [] };
  const search = isSame ? state.search : { ...state.search, marks: noMarks };
  const next: State = { ...state, ...ofAccount, search, snapshot: push };
  const { kind } = push.account;
  if (kind === 'none' && state.screen !== 'settings' && state.screen !== 'pending') {
    return [
      {
        ...next,
        screen: 'first-run',
        menu: null,
        picker: null,
        focus: next.focus + (before === 'none' ? 0 : 1),
      },
    ];
  }
  if (state.screen === 'first-run' && kind === 'sample') {
    return askFind({ ...next, screen: 'search', firstLines: true, key: emptyKey, focus: next.focus + 1 });
  }
  if (state.screen === 'first-run' && kind === 'key' && !state.key.trying && !state.key.accepted) {
    return askFind({ ...next, screen: 'search', focus: next.focus + 1 });
  }
  return [next];
}

/** Identifies the account of the snapshot. */
function fingerprintOf(snapshot: Snapshot | null): string | undefined {
  const account = snapshot?.account;
  return account?.kind === 'key' ? account.fingerprint : account?.kind;
}
