import type { CommandLine } from 'electron';
import type { World } from '../world.ts';

/** Chromium's reading of arguments (base/command_line.cc): `--name` or `--name=value`, one dash or two, up to a lone `--`. */
function switchesIn(args: readonly string[]): Map<string, string> {
  const end = args.indexOf('--');
  const found = new Map<string, string>();
  for (const argument of end === -1 ? args : args.slice(0, end)) {
    const [, name, value = ''] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name !== undefined) found.set(name, value);
  }
  return found;
}

/**
 * Arguments as Chromium keeps them and hands them to the running app (base/command_line.cc): the program, its switches, then everything
 * else.
 */
export function inChromiumsOrder([program = '', ...args]: readonly string[]): string[] {
  const end = args.indexOf('--');
  const before = end === -1 ? args : args.slice(0, end);
  const isSwitch = (argument: string): boolean => /^--?[^-=]/.test(argument);
  const others = before.filter(argument => !isSwitch(argument));
  return [program, ...before.filter(isSwitch), ...others, ...args.slice(before.length)];
}

/** `app.commandLine`: the switches that the program was started with, and what the app does to them. */
export function createCommandLine(world: World): CommandLine {
  const switches = switchesIn(world.args);
  return {
    appendSwitch: (name, value = '') => {
      if (world.ready) throw new Error('webhost: a switch appended after ready has no effect');
      switches.set(name.toLowerCase(), value);
      world.tell({ event: 'switch', name, value });
    },
    appendArgument: () => undefined,
    getSwitchValue: name => switches.get(name.toLowerCase()) ?? '',
    hasSwitch: name => switches.has(name.toLowerCase()),
    removeSwitch: name => {
      if (world.ready) throw new Error('webhost: a switch removed after ready has been read already');
      if (switches.delete(name.toLowerCase())) world.tell({ event: 'switch', name, value: null });
    },
  };
}
