import { type Area, refusal } from '../case.ts';
import type { FixtureGlobals } from '../fixture/bridge.ts';
import type { HostPage } from '../host.ts';

/** Sends it there and back again; undefined, which JSON has no word for, is written out. */
const echoed = (page: HostPage, write: string): Promise<unknown> =>
  page.run(async text => {
    const { bridge } = window as unknown as FixtureGlobals;
    const values: Record<string, unknown> = {
      text: 'é \ud800 \u0000',
      numbers: [Number.NaN, -0, Number.POSITIVE_INFINITY, 0.1],
      bigint: 2n ** 70n,
      date: new Date(1_000),
      map: new Map([['key', { value: 1 }]]),
      set: new Set([1, 'two']),
      bytes: new Uint8Array([0, 255, 7]),
      undefined: undefined,
      holes: { absent: undefined, there: null },
      deep: { a: [{ b: [{ c: 'deep' }] }] },
    };
    const got = await bridge.invoke('echo', values[text]);
    return written(got);

    function written(value: unknown): unknown {
      if (value === undefined) return 'undefined';
      if (typeof value === 'number' || typeof value === 'bigint') {
        return Object.is(value, -0) ? '-0' : String(value);
      }
      if (value instanceof Date) return ['date', value.getTime()];
      if (value instanceof Map || value instanceof Set)
        return [value.constructor.name, ...value].map(each =>
          typeof each === 'string' ? each : written(each),
        );
      if (value instanceof Uint8Array) return ['bytes', ...value];
      if (Array.isArray(value)) return value.map(written);
      if (value !== null && typeof value === 'object') {
        return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, written(member)]));
      }
      return value;
    }
  }, write);

/** What arrives of a value that is sent, and what cannot be sent. */
export const values: Area = {
  area: 'values',
  cases: [
    {
      says: 'texts arrive as they are, half a surrogate pair and a zero included',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'text'),
      is: 'é \ud800 \u0000',
    },
    {
      says: 'numbers arrive as they are: NaN, minus zero, infinity',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'numbers'),
      is: ['NaN', '-0', 'Infinity', '0.1'],
    },
    {
      says: 'a bigint arrives as one',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'bigint'),
      is: '1180591620717411303424',
    },
    {
      says: 'a date arrives as one',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'date'),
      is: ['date', 1_000],
    },
    {
      says: 'a map arrives as one',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'map'),
      is: ['Map', ['key', { value: '1' }]],
    },
    {
      says: 'a set arrives as one',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'set'),
      is: ['Set', '1', 'two'],
    },
    {
      says: 'bytes arrive as bytes',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'bytes'),
      is: ['bytes', 0, 255, 7],
    },
    {
      says: 'undefined arrives as undefined, not as null',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'undefined'),
      is: 'undefined',
    },
    {
      says: 'a member that is undefined arrives, and one that is null as null',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'holes'),
      is: { absent: 'undefined', there: null },
    },
    {
      says: 'what is nested arrives nested',
      from: 'docs/tutorial/ipc.md#object-serialization',
      seePage: page => echoed(page, 'deep'),
      is: { a: [{ b: [{ c: 'deep' }] }] },
    },
    {
      says: 'a call with a function, a promise or a weak map is refused in the page, and never arrives',
      from: 'shell/common/v8_util.cc:165',
      seePage: async ({ run }) => {
        const refusals = await run(async () => {
          const { refusal: why } = (window as unknown as FixtureGlobals).bridge;
          return Promise.all((['function', 'promise', 'map'] as const).map(kind => why('invoke', kind)));
        }, null);
        return refusals.map(text => /could not be cloned/.test(text));
      },
      is: [true, true, true],
    },
    {
      says: 'a message with a function is refused at once: send throws',
      from: 'docs/api/ipc-renderer.md#ipcrenderersendchannel-args',
      seePage: async ({ run }) => {
        const text = await run(
          () => (window as unknown as FixtureGlobals).bridge.refusal('send', 'function'),
          null,
        );
        return /could not be cloned/.test(text);
      },
      is: true,
    },
    {
      says: 'what main sends and cannot be cloned is dropped and logged: send does not throw',
      from: 'lib/browser/api/web-frame-main.ts:15',
      seePage: ({ window }) => refusal(() => window.webContents.send('push', () => undefined)),
      is: '',
    },
  ],
};
