import { ok, type Result } from '../../../../main/contract/failure.ts';
import type { Settings } from '../../../../main/contract/settings.ts';
import type { UpdateTrouble, UpdateView } from '../../../../main/contract/snapshot.ts';
import type { Installing, Offer, UpdateChannel } from '../../../../main/shell/updates/updater.ts';
import { createUpdates, type UpdatesDeps } from '../../../../main/shell/updates/updates.ts';
import { createManualClock } from '../../../support/ports/manual-clock.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const offer = (version: string, checksums = 'a'): Result<Offer, never> => ok({ version, checksums });

/** A program with an updater that answers as told, on a clock that is told to go on. */
export function bench(deps: Partial<UpdatesDeps> = {}, loaded = Promise.resolve()) {
  const clock = createManualClock();
  const asked: UpdateChannel[] = [];
  const shown: UpdateView['state'][] = [];
  const installed: boolean[] = [];
  const now = {
    choice: 'latest' as Settings['updates'],
    isForbidden: false,
    isSending: false,
    isClosed: false,
    quits: 0,
    cancels: 0,
    forgets: 0,
    left: [] as readonly string[],
    loads: 0,
    found: offer('1.3.0') as Result<Offer | null, UpdateTrouble>,
    download: (_percent: (percent: number) => void): Promise<Result<null, UpdateTrouble>> =>
      Promise.resolve(ok(null)),
    installing: 'placed' as Installing,
    check: async (): Promise<void> => {},
    forget: () => {},
    erased: [] as UpdateView['state'][],
    lettings: 0,
    isBound: false,
  };
  const updates = createUpdates({
    load: async () => {
      now.loads += 1;
      await loaded;
      return {
        check: async channel => {
          asked.push(channel);
          await now.check();
          return now.found;
        },
        download: percent => now.download(percent),
        cancel: () => {
          now.cancels += 1;
        },
        forget: async () => {
          now.forgets += 1;
          now.forget();
        },
        isBound: now.isBound,
        install: again => {
          installed.push(again);
          return now.installing;
        },
      };
    },
    cannot: null,
    isForbidden: () => now.isForbidden,
    choice: () => {
      if (now.isClosed) throw new Error('database is not open');
      return now.choice;
    },
    isSending: () => now.isSending,
    clock,
    random: { next: () => 0.5 },
    onChange: () => {
      const { state } = updates.view();
      if (state !== shown.at(-1)) shown.push(state);
    },
    quit: () => {
      now.quits += 1;
    },
    eraseFiles: () => {
      now.erased.push(updates.view().state);
      return now.left;
    },
    eraseBrought: () => {
      now.lettings += 1;
    },
    log: { info: () => {}, warn: () => {} },
    ...deps,
  });
  /** The program ends: the settings are closed before a version is put in place. */
  const end = (again: boolean): Installing => {
    updates.stop();
    now.isClosed = true;
    return updates.install(again);
  };
  return { updates, clock, asked, shown, installed, now, end };
}

/** What is shown of 1.3.0, which the feed has at first. */
export const ready = { state: 'ready', version: '1.3.0', offered: true, waits: false };
