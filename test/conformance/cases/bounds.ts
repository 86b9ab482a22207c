import { type Area, later, listen, next } from '../case.ts';
import { withWindow } from '../fixture/popup.ts';

export const bounds: Area = {
  area: 'bounds',
  cases: [
    {
      says: 'what is set is read back, on a window that the user cannot resize as well',
      from: 'docs/api/browser-window.md#winsetboundsbounds-animate',
      on: ['macos', 'x11'],
      see: host =>
        withWindow(host, window => {
          window.setBounds({ x: 100, y: 120, width: 600, height: 300 });
          return window.getBounds();
        }),
      is: { x: 100, y: 120, width: 600, height: 300 },
    },
    {
      says: 'sides that are not named stay',
      from: 'lib/browser/api/browser-window.ts:25',
      on: ['macos', 'x11'],
      see: host =>
        withWindow(host, window => {
          window.setBounds({ x: 100, y: 120, width: 600, height: 300 });
          window.setBounds({ height: 200 });
          return window.getBounds();
        }),
      is: { x: 100, y: 120, width: 600, height: 200 },
    },
    {
      says: 'numbers are rounded',
      from: 'shell/common/gin_converters/gfx_converter.cc:98',
      on: ['macos', 'x11'],
      see: host =>
        withWindow(host, window => {
          window.setBounds({ x: 100.4, y: 119.6, width: 600, height: 300 });
          return window.getBounds();
        }),
      is: { x: 100, y: 120, width: 600, height: 300 },
    },
    {
      says: 'a frameless window is as large as its contents',
      from: 'docs/api/browser-window.md#wingetcontentbounds',
      on: ['macos', 'x11'],
      see: host =>
        withWindow(host, window => {
          window.setBounds({ x: 100, y: 120, width: 600, height: 300 });
          return window.getContentBounds();
        }),
      is: { x: 100, y: 120, width: 600, height: 300 },
    },
    {
      says: 'a window that was made without a place has the size it was made with',
      from: 'docs/api/structures/base-window-options.md',
      on: ['macos', 'x11'],
      see: host => withWindow(host, window => window.getSize()),
      is: [640, 120],
    },
    {
      says: 'a change of the size is told as resize, and bounds that stay are told as nothing',
      from: 'shell/browser/native_window_views.cc:1914',
      on: ['x11'],
      see: host =>
        withWindow(host, async window => {
          window.show();
          window.setBounds({ x: 100, y: 120, width: 600, height: 300 });
          await later(50);
          const seen = listen(window, ['resize']);
          window.setBounds({ x: 100, y: 120, width: 600, height: 300 });
          await later(50);
          const resized = next(window, 'resize');
          window.setBounds({ height: 200 });
          await resized;
          return [...new Set(seen)];
        }),
      is: ['resize'],
    },
    {
      says: 'bounds set while hidden are those it is shown with',
      from: 'docs/api/browser-window.md#winsetboundsbounds-animate',
      on: ['macos', 'x11'],
      see: host =>
        withWindow(host, async window => {
          window.setBounds({ x: 100, y: 120, width: 600, height: 300 });
          window.show();
          await later(50);
          return window.getBounds();
        }),
      is: { x: 100, y: 120, width: 600, height: 300 },
    },
  ],
};
