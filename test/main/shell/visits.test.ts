import { expect, test } from 'vitest';
import { createVisits, type Visit, visitOf } from '../../../main/shell/lifecycle/visits.ts';

const open: Visit = { kind: 'open', fill: null };
const toggle: Visit = { kind: 'toggle' };

test('a visit before there is a popup waits, and only the newest one', () => {
  const visits = createVisits();
  const answered: Visit[] = [];
  visits.arrive(open);
  visits.arrive(toggle);
  visits.answerWith(visit => answered.push(visit));
  expect(answered).toEqual([toggle]);
  visits.arrive(open);
  expect(answered).toEqual([toggle, open]);
});

test('a knock counts only while there is somebody to answer', () => {
  const visits = createVisits();
  const answered: Visit[] = [];
  visits.knock(open);
  visits.answerWith(visit => answered.push(visit));
  expect(answered).toEqual([]);
  visits.knock(open);
  expect(answered).toEqual([open]);
});

test('nobody came, nobody is answered', () => {
  const answered: Visit[] = [];
  createVisits().answerWith(visit => answered.push(visit));
  expect(answered).toEqual([]);
});

test.each([
  [['app', '--toggle'], toggle],
  [['app', '--hidden'], null],
  [['app', '--hidden', '--toggle'], toggle],
  [['app'], open],
  [['app', '--toggle-x', 'https://example.com'], open],
  [
    ['app', '--', 'raze-quick-stage://opportunity/a?stage=won'],
    { kind: 'open', fill: { text: 'a', opportunity: 'a', stage: 'won' } },
  ],
])('a second start with %j', (argv, visit) => {
  expect(visitOf(argv)).toEqual(visit);
});
