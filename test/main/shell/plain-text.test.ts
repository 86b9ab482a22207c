import { describe, expect, test } from 'vitest';
import { escapedMarkup, plainLine, rowLabel } from '../../../main/shell/words/plain-text.ts';

describe('one line of plain text', () => {
  test.each([
    ['line breaks and tabs', 'Acme\r\nLtda\tBrasil\u2028S.A.', 'Acme Ltda Brasil S.A.'],
    ['control characters', 'A\u0007c\u001B[31mme\u0000', 'A c [31mme'],
    ['marks that turn the reading direction', 'invoice\u202Efdp.exe\u2066x\u2069', 'invoicefdp.exex'],
    ['marks that are not seen', '\uFEFFAc\u200Bme\u2060', 'Acme'],
    ['hyphens, fillers and annotations that are not seen', 'A\u00ADc\u3164m\uFFF9e\uFFFB\u{E0001}', 'Acme'],
    ['half a character', 'Acme\uD83D', 'Acme\uFFFD'],
  ])('loses %s', (_, text, line) => {
    expect(plainLine(text, 80)).toBe(line);
  });

  test('keeps scripts that need joiners, and accents', () => {
    const flag = '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}';
    for (const text of ['می\u200Cخواهم João 👩\u200D💻', `❤\uFE0F ${flag}`, '葛\u{E0100}城']) {
      expect(plainLine(text, 80)).toBe(text);
    }
  });

  test('is cut between characters, never within one', () => {
    expect(plainLine('😀'.repeat(50), 10)).toBe(`${'😀'.repeat(9)}…`);
    expect(plainLine('😀'.repeat(10), 10)).toBe('😀'.repeat(10));
  });
});

describe('an opportunity without a name', () => {
  const row = { id: 'opp_1', name: ' \u200B\n', company: '', email: '' };

  test.each([
    ['pt-BR', { company: 'Acme' }, '(sem nome) Acme'],
    ['en', { company: 'Acme', email: 'a@acme.example' }, '(no name) Acme'],
    ['es', { email: 'a@acme.example' }, '(sin nombre) a@acme.example'],
    ['en', {}, '(no name) opp_1'],
  ] as const)('in %s is told by what else is known: %j', (language, part, label) => {
    expect(rowLabel({ ...row, ...part }, language, 48)).toBe(label);
  });
});

test('markup is shown and not read', () => {
  expect(escapedMarkup('<a href="http://x">A & B</a> &amp;')).toBe(
    '&lt;a href="http://x"&gt;A &amp; B&lt;/a&gt; &amp;amp;',
  );
});
