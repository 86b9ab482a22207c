import { describe, expect, test } from 'vitest';
import type { ChangeView, Receipt } from '../../../main/contract/change.ts';
import type { Stage } from '../../../main/contract/model.ts';
import { isWorthy, noticesOf } from '../../../main/shell/notifications/notices.ts';

const stage = (name: string): Stage => ({ id: name as Stage['id'], name, role: 'open' });

const receipt = (
  kind: Receipt['kind'],
  name: string,
  more: Partial<ChangeView> = {},
  late = true,
): Receipt => ({
  kind,
  late,
  change: {
    id: 'c' as ChangeView['id'],
    rev: 1,
    opportunity: 'opp_1' as ChangeView['opportunity'],
    name,
    company: '',
    pipeline: 'default' as ChangeView['pipeline'],
    from: stage('new'),
    to: stage('won'),
    note: '',
    noteInCrm: false,
    byProgram: false,
    state: 'delivered',
    reason: null,
    trouble: null,
    markedAt: 0,
    undoUntil: null,
    endedAt: null,
    nextAttemptAt: null,
    attempts: 1,
    theirs: null,
    undo: 'possible',
    overwrote: null,
    unchecked: false,
    out: false,
    currentLane: true,
    lane: 'l' as ChangeView['lane'],
    ...more,
  },
});

test.each([
  ['delivered', true, true],
  ['delivered', false, false],
  ['parked', false, true],
  ['overwrote', false, true],
  ['delayed', false, true],
  ['cancelled', true, false],
] as const)('%s (late: %s) is told: %s', (kind, late, told) => {
  expect(isWorthy(receipt(kind, 'A', {}, late))).toBe(told);
});

describe('what came in together', () => {
  test('nothing worth telling is no notice', () => {
    expect(noticesOf([receipt('cancelled', 'A'), receipt('delivered', 'B', {}, false)], 'en')).toEqual([]);
  });

  test('one delivery names its opportunity and stage', () => {
    expect(noticesOf([receipt('delivered', 'Acme')], 'pt-BR')).toEqual([
      { title: 'Enviado ao CRM', body: 'Acme → Ganho', view: 'history' },
    ]);
  });

  test('a drained queue is one notice', () => {
    const many = Array.from({ length: 40 }, (_, index) => receipt('delivered', `Deal ${index}`));
    expect(noticesOf(many, 'es')).toEqual([
      {
        title: '40 cambios enviados al CRM',
        body: 'Deal 0 → Ganado\nDeal 1 → Ganado\nDeal 2 → Ganado\n…',
        view: 'history',
      },
    ]);
  });

  test('a name cannot add lines, and a stage neither', () => {
    const parked = receipt('parked', 'Deal\nDelivered → Won\u202E', { to: stage('won\r\nlost') });
    expect(noticesOf([parked], 'en')[0]?.body).toBe('Deal Delivered → Won → won lost');
  });

  test.each(['parked', 'overwrote', 'delayed', 'delivered'] as const)(
    'nor where it tells of a change that is %s',
    kind => {
      const sly = 'Deal\u2028Won\u0085Lost\u000B\u2066';
      const one = receipt(kind, sly, { company: sly, to: stage(sly), overwrote: stage(sly) });
      const nameless = receipt(kind, '\u200B\n', { company: sly, to: stage(sly), overwrote: stage(sly) });
      const said = [one, nameless].flatMap(given => noticesOf([given], 'en'));
      expect(said).toHaveLength(2);
      for (const { title, body } of said) {
        expect(`${title}${body}`).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u2066]/u);
        expect(body).toContain('Deal Won Lost');
      }
    },
  );

  test('what needs the user comes first, one without a name says so', () => {
    const notices = noticesOf([receipt('delivered', 'A'), receipt('parked', '')], 'en');
    expect(notices.map(({ title, body, view }) => [title, body, view])).toEqual([
      ['Needs you', '(no name) opp_1 → Won', 'pending'],
      ['Delivered', 'A → Won', 'history'],
    ]);
  });

  test('a colleague’s change that was written over is named', () => {
    const [notice] = noticesOf([receipt('overwrote', 'A', { overwrote: stage('Proposta') })], 'en');
    expect(notice?.body).toContain('“Proposta”');
  });
});
