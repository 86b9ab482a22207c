import type { Wire } from '../wire.ts';
import { createPreloadElectron } from './bridge.ts';
import { createCurtain } from './curtain.ts';
import { isHotkey } from './keyboard.ts';
import type { Controls, FromPage, PageStart, ToPage } from './messages.ts';

type Preload = (require: (name: string) => unknown, module: object, exports: object) => void;

/** The first thing that runs in a hosted document: connects it to its window and runs the preload script. */
export function startPage(start: PageStart, preload: Preload): void {
  document.currentScript?.remove();
  const url = `ws://${location.host}/.webhost/socket?window=${start.window}`;
  const socket = new WebSocket(url, ['webhost', localStorage.getItem('webhost') ?? 'none']);
  const early: string[] = [];
  const post = (message: FromPage): void => {
    const written = JSON.stringify(message);
    if (socket.readyState === WebSocket.OPEN) socket.send(written);
    else early.push(written);
  };
  const waiting = new Map<number, { resolve: (value: Wire) => void; reject: (error: Error) => void }>();
  let calls = 0;
  const electron = createPreloadElectron({
    invoke: (channel, args) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        post({ t: 'invoke', id: calls, channel, args: [...args], at: location.href });
      }),
    send: (channel, args) => post({ t: 'send', channel, args: [...args], at: location.href }),
  });

  const none: Controls = { accelerators: [], menu: null };
  const state = { covered: !start.visible, ended: false, controls: none };
  const curtain = createCurtain(
    start.title,
    accelerator => post({ t: 'shortcut', accelerator }),
    path => post({ t: 'menu', path: [...path] }),
  );
  let online = start.online;
  let leaving = false;

  const receive = (message: ToPage): void => {
    switch (message.t) {
      case 'reply':
        waiting.get(message.id)?.resolve(message.value);
        waiting.delete(message.id);
        return;
      case 'refusal':
        waiting.get(message.id)?.reject(new Error(message.error));
        waiting.delete(message.id);
        return;
      case 'push':
        electron.push(message.channel, message.args);
        return;
      case 'visible':
        state.covered = !message.visible;
        curtain.draw(state);
        return;
      case 'controls':
        state.controls = message.controls;
        curtain.draw(state);
        return;
      case 'network':
        if (online === message.online) return;
        online = message.online;
        window.dispatchEvent(new Event(online ? 'online' : 'offline'));
        return;
      case 'copied':
        // The clipboard is the host's; whoever sits before the browser gets it too, where the browser lets the page.
        void navigator.clipboard?.writeText(message.text).catch(() => undefined);
        return;
      case 'go':
        leaving = true;
        if (message.url === '') location.reload();
        else location.href = message.url;
    }
  };
  socket.addEventListener('message', ({ data }) => receive(JSON.parse(String(data)) as ToPage));
  socket.addEventListener('open', () => {
    for (const written of early.splice(0)) socket.send(written);
  });
  socket.addEventListener('close', () => {
    state.ended = !leaving;
    curtain.draw(state);
    if (state.ended && start.returns) comeBack();
  });

  /** Knocks until the host is there again, and loads the page anew from it. */
  function comeBack(): void {
    const knock = new WebSocket(url, ['webhost', localStorage.getItem('webhost') ?? 'none']);
    knock.addEventListener('open', () => location.reload());
    knock.addEventListener('close', () => setTimeout(comeBack, 200));
  }

  guardKeyboard();
  guardNavigation();
  Object.defineProperty(navigator, 'onLine', { get: () => online });
  curtain.draw(state);
  window.addEventListener('load', () => post({ t: 'loaded', at: location.href }));
  window.addEventListener('pagehide', () => {
    leaving = true;
  });
  const module = { exports: {} };
  preload(electron.require, module, module.exports);

  /** The hotkey works in the tab; while the window is hidden no other key reaches the page. */
  function guardKeyboard(): void {
    for (const kind of ['keydown', 'keyup', 'keypress', 'paste'] as const) {
      window.addEventListener(
        kind,
        event => {
          const hotkey =
            event instanceof KeyboardEvent && state.controls.accelerators.find(key => isHotkey(event, key));
          if (hotkey && kind === 'keydown') post({ t: 'shortcut', accelerator: hotkey });
          if (!hotkey && !state.covered) return;
          event.stopImmediatePropagation();
          if (event.target !== curtain.element) event.preventDefault();
        },
        { capture: true },
      );
    }
  }

  /** A page that wants to go elsewhere, or to open a window, asks the app first, as in Electron. */
  function guardNavigation(): void {
    navigation.addEventListener('navigate', event => {
      const asks = event.navigationType === 'push' || event.navigationType === 'replace';
      if (leaving || !asks || !event.cancelable || event.destination.sameDocument) return;
      if (event.downloadRequest !== null) return;
      event.preventDefault();
      post({ t: 'navigate', url: event.destination.url });
    });
    window.open = url => {
      post({ t: 'open', url: new URL(url ?? 'about:blank', location.href).href });
      return null;
    };
    document.addEventListener('click', event => {
      const link = event.target instanceof Element ? event.target.closest('a[target]') : null;
      if (!(link instanceof HTMLAnchorElement) || /^(|_self|_top|_parent)$/.test(link.target)) return;
      event.preventDefault();
      post({ t: 'open', url: link.href });
    });
  }
}
