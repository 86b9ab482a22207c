import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromiumArguments, chromiumPath } from '../support/browser.ts';
import type { VoiceLine } from './voice.ts';

/** What was voiced of an utterance: all of it, or what was said before the next one cut it off. */
export interface Utterance {
  readonly began: number;
  readonly text: string;
  readonly isSpeaking: boolean;
}

/** A desktop of its own with Orca at work: a display, a bus, a window manager, Speech Dispatcher with the writing voice. */
export interface Desk {
  /** Opens the page as a window of its own in a headed Chromium. */
  open(url: string): Promise<void>;
  /** Presses keys as xdotool names them (`ctrl+p`, `Down`); returns when it pressed the first, in epoch milliseconds. */
  press(...keys: readonly string[]): Promise<number>;
  type(text: string): Promise<number>;
  /** What was voiced so far, oldest first. */
  voiced(): readonly Utterance[];
  /** Ends all that the desk has started. */
  close(): Promise<void>;
}

/** Orca's settings that differ from its defaults: typed letters are not repeated, and the place in a list is said. */
const orcaSettings = {
  general: { enableKeyEcho: false, enablePositionSpeaking: true, enableBraille: false, enableSound: false },
  profiles: { default: { profile: ['Default', 'default'] } },
  pronunciations: {},
  keybindings: {},
};

/** Sets the desk up in `folder`, an empty one. Needs the Debian packages of `heardParts` (script/setup/system). */
export async function setUpDesk(folder: string): Promise<Desk> {
  const running: ChildProcess[] = [];
  const home = (name: string, mode = 0o755): string => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true, mode });
    return path;
  };
  let env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home('home'),
    XDG_RUNTIME_DIR: home('run', 0o700),
    XDG_CONFIG_HOME: home('config'),
    XDG_DATA_HOME: home('data'),
    XDG_CACHE_HOME: home('cache'),
    NO_AT_BRIDGE: '0',
  };
  const start = (program: string, ...args: readonly string[]): ChildProcess => {
    // Its keeper waits for our end of a pipe, so that it ends with us, whatever happens; Orca may hang once Chromium is gone.
    const keeper =
      '"$0" "$@" & child=$!; cat >/dev/null; kill $child; { sleep 5; kill -9 $child; } & timer=$!; wait $child; kill $timer';
    const child = spawn('sh', ['-c', keeper, program, ...args], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    running.unshift(child);
    return child;
  };
  const run = (program: string, ...args: readonly string[]) => promisify(execFile)(program, args, { env });

  const display = await firstLine(start('Xvfb', '-displayfd', '1', '-screen', '0', '1024x900x24'));
  const bus = await firstLine(start('dbus-daemon', '--session', '--nofork', '--print-address=1'));
  env = { ...env, DISPLAY: `:${display}`, DBUS_SESSION_BUS_ADDRESS: bus };
  start('openbox');
  for (const property of ['IsEnabled', 'ScreenReaderEnabled'])
    await run(
      ...(['gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path'] as const),
      ...(['/org/a11y/bus', '--method', 'org.freedesktop.DBus.Properties.Set'] as const),
      ...(['org.a11y.Status', property, '<true>'] as const),
    );
  const log = join(folder, 'voiced');
  writeFileSync(log, '');
  const speech = home('speech');
  const voice = join(speech, 'voice');
  writeFileSync(
    voice,
    `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, 'voice.ts')}' '${log}'\n`,
  );
  chmodSync(voice, 0o755);
  writeFileSync(
    join(speech, 'speechd.conf'),
    `LogDir "${folder}"\nAddModule "writer" "${voice}" "none.conf"\nDefaultModule writer\n`,
  );
  start('speech-dispatcher', '-s', '-C', speech);
  await until(() => existsSync(join(folder, 'run', 'speech-dispatcher', 'speechd.sock')));
  const orca = home('orca');
  writeFileSync(join(orca, 'user-settings.conf'), JSON.stringify(orcaSettings));
  start('orca', '--replace', '-u', orca, '--debug-file', join(folder, 'orca.log'));

  const voiced = (): readonly Utterance[] =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as VoiceLine)
      .reduce(withLine, []);
  await until(() => voiced().length > 0);
  const act = async (...args: readonly string[]): Promise<number> => {
    const at = Date.now();
    await run('xdotool', ...args);
    return at;
  };
  return {
    async open(url) {
      start(
        chromiumPath(),
        ...chromiumArguments,
        ...['--test-type', '--force-renderer-accessibility', `--user-data-dir=${home('browser')}`],
        ...['--window-size=700,860', '--window-position=0,0', `--app=${url}`],
      );
      // Windows that vanish while it looks through them make it fail.
      const title = ['--onlyvisible', '--name', 'Raze Quick Stage'];
      await until(() =>
        run('xdotool', 'search', ...title).then(
          ({ stdout }) => stdout !== '',
          () => false,
        ),
      );
    },
    press: (...keys) => act('key', '--delay', '150', ...keys),
    type: text => act('type', '--delay', '150', text),
    voiced,
    async close() {
      for (const child of running) await end(child);
    },
  };
}

function withLine(all: readonly Utterance[], line: VoiceLine): readonly Utterance[] {
  if ('began' in line) return [...all, { ...line, isSpeaking: true }];
  const last = all.at(-1);
  return last === undefined
    ? all
    : [...all.slice(0, -1), { ...last, text: last.text.slice(0, line.reached), isSpeaking: false }];
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error('It ended without a word');
}

/** Looks at a fact until it holds, two minutes at the most. */
export async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 120_000; !(await fact()); ) {
    if (Date.now() > limit) throw new Error(`Not within two minutes: ${fact}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  await gone;
}
