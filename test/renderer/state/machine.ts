import type { CallName, Envelope, Request } from '../../../main/contract/calls.ts';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { FindReply, Hit } from '../../../main/contract/find.ts';
import type { Pushes, PushName } from '../../../main/contract/pushes.ts';
import type { Effect, Event } from '../../../renderer/state/model/event.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { step } from '../../../renderer/state/step.ts';
import { snapshot } from '../support/samples.ts';

/** The moment at which the first event of `lived` happens; each later one comes a second after the one before. */
export const start = 1_000_000;

/** A popup in good order at the box. */
export const ready: State = { ...initial, snapshot, screen: 'search' };

/** Lets events happen one after another; what the last one asked for comes with the state. */
export function lived(
  state: State,
  ...events: Event[]
): { readonly state: State; readonly asked: readonly Effect[] } {
  let [now, asked] = [state, [] as readonly Effect[]];
  for (const [at, event] of events.entries()) {
    const [next, ...effects] = step(now, event, start + at * 1000, stage => stage.name);
    [now, asked] = [next, effects];
  }
  return { state: now, asked };
}

/** What is asked of main, by name. */
export const names = (asked: readonly Effect[]): string[] =>
  asked.map(effect => (effect.do === 'call' ? effect.name : effect.do));

export function pushed<K extends PushName>(name: K, push: Pushes[K]): Event {
  return { type: 'pushed', name, push } as Event;
}

export function replied<K extends CallName>(name: K, request: Request<K>, reply: Envelope<K>): Event {
  return { type: 'replied', name, request, reply } as Event;
}

/** The answer of a call whose own answer is a `Result`. */
export const good = <T>(value: T) => ok(ok(value));
export const offline = { code: 'offline' } as const;
export const bad = ok(fail(offline));
export const bug = fail({ code: 'internal' } as const);

/** What was found for the question with this number. */
export function replyOf(seq: number, hits: readonly Hit[], part: Partial<FindReply> = {}): FindReply {
  return { seq, kind: 'results', hits, total: hits.length, lists: [], stageText: null, fit: 'good', ...part };
}

/** The box with a text and what was found for it; the first row is the active one. */
export function showing(hits: readonly Hit[], part: Partial<State['search']> = {}): State {
  const text = part.text ?? 'joao';
  return {
    ...ready,
    search: {
      ...initial.search,
      text,
      seq: 5,
      answered: text,
      reply: replyOf(5, hits),
      active: hits[0]?.opportunity.id ?? null,
      ...part,
    },
  };
}
