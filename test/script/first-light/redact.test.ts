import { describe, expect, test } from 'vitest';
import { pageOf } from '../../first-light/page.ts';
import { type Identity, redactAll, redactor } from '../../first-light/redact.ts';
import { type Report, reportOf } from '../../first-light/report.ts';

const linux: Identity = {
  home: '/home/ana.souza',
  user: 'ana.souza',
  machine: 'anas-laptop',
  temporary: '/tmp',
  project: '/home/ana.souza/work/quick-stage',
  secrets: ['hunter2'],
};
const windows: Identity = {
  home: 'C:\\Users\\Ana Souza',
  user: 'Ana Souza',
  machine: 'DESKTOP-4F2K',
  temporary: 'C:\\Users\\Ana Souza\\AppData\\Local\\Temp',
  project: 'C:\\Users\\Ana Souza\\quick-stage',
  secrets: [],
};

test.each([
  [linux, 'at /home/ana.souza/work/quick-stage/test/smoke/x.ts:3', 'at ./test/smoke/x.ts:3'],
  [linux, 'EACCES /home/ana.souza/.config/app', 'EACCES ~/.config/app'],
  [linux, 'no /home/bruno/.cache', 'no ~/.cache'],
  [linux, 'ana.souza@anas-laptop', '<user>@<machine>'],
  [linux, 'in /tmp/raze-1', 'in <temporary>/raze-1'],
  [linux, 'key gr_live_0123abcd_x, password hunter2', 'key <key>, password <secret>'],
  [linux, 'via http://ana:s3cr3t@proxy:3128/', 'via http://proxy:3128/'],
  [windows, 'file:///C:/Users/Ana%20Souza/quick-stage/x.ts', 'file:///~/quick-stage/x.ts'],
  [windows, 'at C:\\Users\\Ana Souza\\quick-stage\\test\\x.ts', 'at .\\test\\x.ts'],
  [windows, '{"at":"c:\\\\users\\\\Ana Souza\\\\quick-stage\\\\x"}', '{"at":".\\\\x"}'],
  [windows, 'C:/Users/Ana Souza/AppData/Local/Temp/a', '<temporary>/a'],
  [windows, 'C:\\Users\\ANASOU~1\\AppData', '~\\AppData'],
])('%#: %s', (identity, text, left) => {
  expect(redactor(identity as Identity)(text as string)).toBe(left);
});

test('an account that every machine has is no name, nor are two letters in other words', () => {
  const redact = redactor({ ...linux, home: '/root', user: 'root', machine: 'ab' });
  expect(redact('as root, above /root/x')).toBe('as root, above ~/x');
});

describe('a report', () => {
  const telling =
    'ana.souza ran /home/ana.souza/work/quick-stage on anas-laptop with gr_live_0123456789 in /tmp/x';
  const whole = reportOf(
    {
      host: 'electron',
      version: '45.4.1',
      at: telling,
      readAt: 'abc',
      machine: { System: telling, [telling]: 'x' },
    },
    [
      {
        area: telling,
        says: telling,
        from: telling,
        outcome: 'failed',
        expected: [telling],
        observed: { [telling]: { deep: telling } },
      },
      { area: 'x', says: 'y', from: 'z', outcome: 'skipped', why: telling },
    ],
  );
  const report = redactAll(whole, redactor(linux)) as Report;

  test.each([
    ['as JSON', JSON.stringify(report)],
    ['as a page', pageOf(report, [])],
  ])('says neither who nor where, %s', (_, text) => {
    expect(text).toContain('ran . on');
    expect(text).not.toMatch(/souza|laptop|gr_live|home|\/tmp/i);
  });

  test('keeps its figures', () => {
    expect(report).toMatchObject({ cases: 2, failed: 1, skipped: 1 });
  });
});
