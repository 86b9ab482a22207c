import type { Clipboard, NativeTheme, PowerMonitor, Shell } from 'electron';
import type { Doers } from '../lines.ts';
import { type Cut, cutNetwork } from '../network.ts';
import { emitting, strict } from '../strict.ts';
import type { World } from '../world.ts';

/** `nativeTheme`, `powerMonitor`, `shell` and `clipboard`: the system around the app. */
export function createSystem(world: World) {
  let dark = false;
  let source: NativeTheme['themeSource'] = 'system';
  const contacted = new Set<string>();
  const cut: Cut = cutNetwork(host => {
    if (contacted.has(host)) return;
    contacted.add(host);
    world.tell({ event: 'contact', host });
  });
  let copied = '';

  const isDark = (): boolean => (source === 'system' ? dark : source === 'dark');
  const theme = emitting('nativeTheme', ['updated'], {
    get shouldUseDarkColors() {
      return isDark();
    },
    get shouldUseDarkColorsForSystemIntegratedUI() {
      if (process.platform === 'linux') throw new Error('webhost: only macOS and Windows tell this apart');
      return dark;
    },
    get shouldUseHighContrastColors() {
      return false;
    },
    get themeSource() {
      return source;
    },
    set themeSource(next) {
      if (!['system', 'light', 'dark'].includes(next)) throw new TypeError(`Invalid themeSource ${next}`);
      const before = isDark();
      source = next;
      world.tell({ event: 'theme', source, dark: isDark() });
      if (before !== isDark()) theme.fire('updated');
    },
  } satisfies Partial<NativeTheme>);

  const power = emitting(
    'powerMonitor',
    ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown', 'on-ac', 'on-battery'],
    {
      isOnBatteryPower: () => false,
      getSystemIdleTime: () => 0,
    } satisfies Partial<Pick<PowerMonitor, 'isOnBatteryPower' | 'getSystemIdleTime'>>,
  );

  const doers: Pick<Doers, 'clipboard' | 'theme' | 'suspend' | 'resume' | 'lock' | 'unlock' | 'network'> = {
    clipboard: ({ text }) => {
      copied = text;
    },
    theme: command => {
      const before = isDark();
      dark = command.dark;
      if (before === isDark()) return;
      world.tell({ event: 'theme', source, dark });
      theme.fire('updated');
    },
    suspend: () => void power.fire('suspend'),
    resume: () => void power.fire('resume'),
    // On Linux nobody tells of it (Electron: docs/api/power-monitor.md).
    lock: () => {
      if (process.platform !== 'linux') power.fire('lock-screen');
    },
    unlock: () => {
      if (process.platform !== 'linux') power.fire('unlock-screen');
    },
    network: ({ online }) => {
      world.online = online;
      cut.set(online);
      for (const { contents } of world.windows) contents.post({ t: 'network', online });
    },
  };

  return {
    /** The system is about to shut down. True when the app asked for a delay, which only a listener can. */
    shutDown: () => power.fire('shutdown'),
    clipboard: strict('clipboard', {
      readText: () => Promise.resolve(copied),
      writeText: text => {
        copied = text;
        world.tell({ event: 'clipboard', text });
        for (const { contents } of world.windows) contents.post({ t: 'copied', text });
        return Promise.resolve();
      },
    } satisfies Partial<Clipboard>),
    nativeTheme: theme.face,
    powerMonitor: power.face,
    shell: strict('shell', {
      openExternal: url => {
        world.tell({ event: 'open-external', url: new URL(url).href });
        return Promise.resolve();
      },
      openPath: path => {
        world.tell({ event: 'open-path', path });
        return Promise.resolve('');
      },
      beep: () => undefined,
    } satisfies Partial<Shell>),
    doers,
  };
}
