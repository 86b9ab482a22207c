import type { Area } from '../case.ts';
import type { FixtureGlobals } from '../fixture/bridge.ts';

/** The sandboxed preload script, and what crosses the bridge between it and the page. */
export const preload: Area = {
  area: 'preload',
  cases: [
    {
      says: 'the preload script has run before the page’s first script',
      from: 'docs/tutorial/tutorial-3-preload.md',
      seePage: ({ run }) => run(() => (window as unknown as FixtureGlobals).sawBridge, null),
      is: 'object',
    },
    {
      says: 'the page has no require, no module and no process of Node',
      from: 'docs/tutorial/sandbox.md#sandbox-behavior-in-electron',
      seePage: ({ run }) =>
        run(
          () => ['require', 'module', 'process', 'Buffer', 'ipcRenderer'].filter(name => name in window),
          null,
        ),
      is: [],
    },
    {
      says: 'the preload script’s own variables are not the page’s',
      from: 'docs/tutorial/context-isolation.md',
      seePage: ({ run }) =>
        run(() => ['messageOf', 'Named', 'contextBridge'].filter(name => name in window), null),
      is: [],
    },
    {
      says: 'a sandboxed preload script requires electron and no module of Node’s that reaches the system',
      from: 'lib/sandboxed_renderer/preload.ts:56',
      seePage: ({ run }) =>
        run(() => {
          const { fs, electron } = (window as unknown as FixtureGlobals).bridge.required;
          return [fs, electron];
        }, null),
      is: ['Error: module not found: node:fs', ''],
    },
    {
      says: 'nothing is exposed over what the window has already, a bridge included',
      from: 'shell/renderer/api/electron_api_context_bridge.cc:742',
      seePage: ({ run }) =>
        run(() => {
          const { bridge, refusedAgain } = window as unknown as FixtureGlobals;
          return [bridge.required.existing, refusedAgain];
        }, null),
      is: [
        'Error: Cannot bind an API on top of an existing property on the window object',
        'Error: Cannot bind an API on top of an existing property on the window object',
      ],
    },
    {
      says: 'what is exposed is frozen all through, and the page cannot take it away or put something in its place',
      from: 'shell/renderer/api/electron_api_context_bridge.cc:762',
      seePage: ({ run }) =>
        run(() => {
          const globals = window as unknown as { bridge: FixtureGlobals['bridge'] };
          const { bridge } = globals;
          const attempt = (act: () => unknown): boolean => {
            try {
              act();
            } catch {
              return false;
            }
            return globals.bridge !== bridge;
          };
          return [
            Object.isFrozen(bridge),
            Object.isFrozen(bridge.nested.deep),
            attempt(() => Reflect.deleteProperty(globals, 'bridge')),
            attempt(() => {
              globals.bridge = {} as never;
            }),
          ];
        }, null),
      is: [true, true, false, false],
    },
    {
      says: 'plain values cross as they are: texts, numbers, bigints, undefined, null',
      from: 'docs/api/context-bridge.md#parameter--error--return-type-support',
      seePage: ({ run }) =>
        run(() => {
          const { same } = (window as unknown as FixtureGlobals).bridge;
          return [
            same('é'),
            same(-0.5),
            same(10n) === 10n,
            same(undefined) === undefined,
            same(null),
            same(true),
          ];
        }, null),
      is: ['é', -0.5, true, true, null, true],
    },
    {
      says: 'objects and arrays cross as copies, on the way in and out, and an answer is not frozen',
      from: 'docs/api/context-bridge.md#parameter--error--return-type-support',
      seePage: ({ run }) =>
        run(() => {
          const { same } = (window as unknown as FixtureGlobals).bridge;
          const given = { list: [1, { deep: true }] };
          const got = same(given) as typeof given;
          return [got, got !== given, got.list !== given.list, Object.isFrozen(got)];
        }, null),
      is: [{ list: [1, { deep: true }] }, true, true, false],
    },
    {
      says: 'dates, maps, sets and bytes cross as what they are',
      from: 'docs/api/context-bridge.md#parameter--error--return-type-support',
      seePage: ({ run }) =>
        run(() => {
          const { same } = (window as unknown as FixtureGlobals).bridge;
          const kindOf = (value: unknown): string => Object.prototype.toString.call(value);
          return [same(new Date(0)), same(new Map()), same(new Set()), same(new Uint8Array(2))].map(kindOf);
        }, null),
      is: ['[object Date]', '[object Map]', '[object Set]', '[object Uint8Array]'],
    },
    {
      says: 'an instance of a class crosses with its own values and without its methods',
      from: 'docs/api/context-bridge.md#parameter--error--return-type-support',
      seePage: ({ run }) =>
        run(() => {
          const got = (window as unknown as FixtureGlobals).bridge.named();
          return [got, 'method' in got];
        }, null),
      is: [{ own: 1 }, false],
    },
    {
      says: 'a promise is followed: what it resolves to crosses, and a rejection is an Error with the message alone',
      from: 'shell/renderer/api/electron_api_context_bridge.cc:242',
      seePage: ({ run }) =>
        run(async () => {
          const { bridge } = window as unknown as FixtureGlobals;
          const error = await bridge.rejects().catch((reason: unknown) => reason as Error);
          return [await bridge.resolves({ value: 1 }), String(error), error instanceof RangeError];
        }, null),
      is: [{ value: 1 }, 'Error: as asked', false],
    },
    {
      says: 'what a function throws arrives as an Error with the message alone',
      from: 'shell/renderer/api/electron_api_context_bridge.cc:567',
      seePage: ({ run }) =>
        run(() => {
          try {
            return (window as unknown as FixtureGlobals).bridge.throws();
          } catch (error) {
            return [String(error), error instanceof RangeError];
          }
        }, null),
      is: ['Error: as asked', false],
    },
    {
      says: 'a function of the page’s that was handed over is called with copies, as long as it is listened to',
      from: 'docs/api/context-bridge.md#api-functions',
      seePage: async ({ run, window }) => {
        await run(() => {
          const { bridge } = window as unknown as FixtureGlobals;
          const heard = new Promise(resolve => {
            const seen: unknown[] = [];
            const off = bridge.on('heard', (...values) => {
              seen.push(values);
              if (values[0] !== 'last') return;
              off();
              resolve(seen);
            });
          });
          Object.assign(globalThis, { heard });
        }, null);
        window.webContents.send('heard', { n: 1 }, [2]);
        window.webContents.send('unheard', { n: 2 });
        window.webContents.send('heard', 'last');
        return run(() => (globalThis as unknown as { heard: Promise<unknown> }).heard, null);
      },
      is: [
        [{ n: 1 }, [2], 'object'],
        ['last', 'object'],
      ],
    },
    {
      says: 'a listener that was taken away hears nothing more',
      from: 'docs/api/ipc-renderer.md#ipcrendererremovelistenerchannel-listener',
      seePage: async ({ run, window }) => {
        await run(() => {
          const { bridge } = window as unknown as FixtureGlobals;
          const heard = new Promise(resolve => {
            const seen: unknown[] = [];
            const off = bridge.on('gone', value => seen.push(value));
            const offStays = bridge.on('stays', value => {
              offStays();
              resolve([...seen, value]);
            });
            off();
          });
          Object.assign(globalThis, { heard });
        }, null);
        window.webContents.send('gone', 1);
        window.webContents.send('stays', 2);
        return run(() => (globalThis as unknown as { heard: Promise<unknown> }).heard, null);
      },
      is: [2],
    },
  ],
};
