import childProcess, { ChildProcess } from 'node:child_process';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';
import { itself } from './contacts.ts';

type Call = (this: unknown, ...args: unknown[]) => unknown;
const asksForNames = /^(lookup|resolve|reverse)/;

/**
 * Tells each name that this process asks for (it reaches whoever answers for the name, connection or not), and each program that it
 * starts, whose connections nobody here sees.
 */
export function tellNamesAndPrograms(tell: (what: string) => void): void {
  const told = (holder: object, name: string, sayOf: (first: unknown) => string | null): void => {
    const call: unknown = Reflect.get(holder, name);
    if (typeof call !== 'function') return;
    const instead: Call = function instead(this: unknown, ...args) {
      const said = sayOf(args[0]);
      if (said !== null) tell(said);
      return (call as Call).apply(this, args);
    };
    // What Node hangs on it, such as the form that promisify takes, stays.
    Reflect.set(holder, name, Object.assign(instead, call));
  };
  for (const holder of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
    for (const name of namesOf(holder)) if (asksForNames.test(name)) told(holder, name, nameOf);
  for (const name of ['execFileSync', 'spawnSync', 'execSync']) told(childProcess, name, programOf);
  told(ChildProcess.prototype, 'spawn', options => programOf((options as { file?: unknown }).file));
  syncBuiltinESMExports();
}

/** Nobody is asked for an address, which a server that listens looks up as well; whoever connects to one is told anyway. */
const nameOf = (asked: unknown): string | null => (isIP(String(asked)) === 0 ? String(asked) : null);

/** An AppImage is the app itself, which a newer version of it starts anew. */
const programOf = (file: unknown): string =>
  file === process.env.APPIMAGE ? itself : `the program ${String(file)}`;

/** Its own and those above it, but for what every object has. */
function namesOf(holder: object): readonly string[] {
  const above: unknown = Object.getPrototypeOf(holder);
  const own = Object.getOwnPropertyNames(holder);
  return typeof above !== 'object' || above === null || above === Object.prototype
    ? own
    : [...new Set([...own, ...namesOf(above)])];
}
