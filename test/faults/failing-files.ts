import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { FileCalls } from '../../main/files.ts';

/** Which calls to the file system fail, and with what. */
export interface Failing {
  /** The number of the first call that fails; the first of all is 1. */
  readonly first: number;
  /** How many do, from there on. */
  readonly many: number;
  readonly code: string;
}

/** The machine's file system with some calls that fail, counted over all calls, those of an open file included. */
export interface FailingFiles {
  readonly calls: FileCalls;
  count(): number;
}

export function failingFiles({ first, many, code }: Failing): FailingFiles {
  let count = 0;
  const refusal = (name: string): Error | null => {
    count += 1;
    if (count < first || count >= first + many) return null;
    return Object.assign(new Error(`${code}: ${name}`), { code });
  };

  const guarded = <Call extends (...args: never[]) => unknown>(name: string, call: Call): Call =>
    ((...args: Parameters<Call>) => {
      const error = refusal(name);
      if (error === null) return call(...args);
      // What is closed is closed, whatever the system says of it.
      if (name === 'closeSync') call(...args);
      throw error;
    }) as unknown as Call;

  const guardedAsync = <Call extends (...args: never[]) => Promise<unknown>>(
    name: string,
    call: Call,
  ): Call =>
    (async (...args: Parameters<Call>) => {
      const error = refusal(name);
      if (error !== null) throw error;
      return call(...args);
    }) as unknown as Call;

  const handle = (file: FileHandle): FileHandle =>
    new Proxy(file, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          const error = refusal(String(name));
          const value: unknown =
            error === null || name === 'close' ? await Reflect.apply(member, target, args) : null;
          if (error !== null) throw error;
          return value;
        };
      },
    });

  const { promises } = fs;
  return {
    count: () => count,
    calls: {
      statSync: guarded('statSync', fs.statSync as never),
      lstatSync: guarded('lstatSync', fs.lstatSync as never),
      readdirSync: guarded('readdirSync', fs.readdirSync as never),
      mkdirSync: guarded('mkdirSync', fs.mkdirSync as never),
      chmodSync: guarded('chmodSync', fs.chmodSync),
      openSync: guarded('openSync', fs.openSync),
      writeSync: guarded('writeSync', fs.writeSync as never),
      fsyncSync: guarded('fsyncSync', fs.fsyncSync),
      closeSync: guarded('closeSync', fs.closeSync),
      copyFileSync: guarded('copyFileSync', fs.copyFileSync),
      renameSync: guarded('renameSync', fs.renameSync),
      unlinkSync: guarded('unlinkSync', fs.unlinkSync),
      promises: {
        lstat: guardedAsync('lstat', promises.lstat as never),
        mkdir: guardedAsync('mkdir', promises.mkdir as never),
        readFile: guardedAsync('readFile', promises.readFile as never),
        rename: guardedAsync('rename', promises.rename),
        unlink: guardedAsync('unlink', promises.unlink),
        open: guardedAsync('open', async (...args: Parameters<typeof promises.open>) =>
          handle(await promises.open(...args)),
        ),
      },
    },
  };
}
