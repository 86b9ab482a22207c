import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import { firstStep } from '../../../renderer/state/first-step.ts';
import type { Event } from '../../../renderer/state/model/event.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import { step } from '../../../renderer/state/step.ts';
import { hitOf, opportunities, snapshot } from '../support/samples.ts';
import { bug, pushed, ready, replied, replyOf } from './machine.ts';

const now = 1_000_000;
const find = (seq: number): Event =>
  replied(
    'find',
    { seq, text: '', limit: 20 },
    ok(
      replyOf(
        seq,
        opportunities.map(one => hitOf(one)),
      ),
    ),
  );
const noKey = { ...snapshot, account: { kind: 'none' } as const };

/** All that may come before the first picture. */
const known: readonly (readonly [string, Event])[] = [
  ['a letter', { type: 'text', text: 'a' }],
  ['a letter that is being composed', { type: 'text', text: 'か', composing: true }],
  ['what main says of a key', replied('session.get', null, ok(snapshot))],
  ['what main says without a key', replied('session.get', null, ok(noKey))],
  ['news of that', pushed('snapshot', { ...snapshot, network: 'offline' })],
  ['rows', find(initial.search.seq)],
  ['rows for an older question', find(initial.search.seq - 1)],
  ['the focus gone', { type: 'turned', away: true }],
  ['the focus back', { type: 'turned', away: false }],
];

describe('before the rest of the popup is read', () => {
  test.each(known)('%s means what it means later', (_, event) => {
    for (const state of [
      initial,
      { ...initial, snapshot },
      { ...ready, search: { ...ready.search, text: 'b' } },
    ])
      expect(firstStep(state, event, now)).toEqual(step(state, event, now, ({ name }) => name));
  });

  test.each<readonly [string, Event]>([
    ['Enter', { type: 'accept', keep: false }],
    ['an undo', { type: 'undo' }],
    ['the popup shown', pushed('shown', { view: null, fill: null })],
    ['the open changes', replied('outbox.list', null, ok({ seq: 1, changes: [] }))],
    ['a bug of the other side', replied('session.get', null, bug)],
    ['a question that failed', replied('find', { seq: 0, text: '', limit: 20 }, fail({ code: 'internal' }))],
  ])('%s waits for it', (_, event) => {
    expect(firstStep(ready, event, now)).toBeNull();
  });
});
