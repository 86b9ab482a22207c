import { expect, test } from 'vitest';
import { isTrusted } from '../../../main/ipc/trust.ts';

const ours = {};
const isOurs = (contents: object) => contents === ours;
const from = (url: string, parent: unknown = null, sender: object = ours) =>
  isTrusted({ sender, senderFrame: { url, parent } }, isOurs);

test('the popup’s own top frame is trusted', () => {
  expect(from('app://ui/index.html')).toBe(true);
  expect(from('app://ui/index.html?x#y')).toBe(true);
});

test.each([
  ['another scheme', 'https://ui/index.html'],
  ['another host', 'app://evil/index.html'],
  ['a host that begins alike', 'app://ui.evil/index.html'],
  ['a user name that looks like the host', 'app://ui@evil/index.html'],
  ['a blank page', 'about:blank'],
  ['a data address', 'data:text/html,hi'],
  ['a file', 'file:///index.html'],
  ['no address', ''],
])('%s is not', (_, url) => {
  expect(from(url)).toBe(false);
});

test('a frame within the page, other contents and a frame that has gone are not', () => {
  expect(from('app://ui/index.html', { url: 'app://ui/index.html', parent: null })).toBe(false);
  expect(from('app://ui/index.html', null, {})).toBe(false);
  expect(isTrusted({ sender: ours, senderFrame: null }, isOurs)).toBe(false);
});
