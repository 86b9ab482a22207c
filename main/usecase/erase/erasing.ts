import type { Result } from '../../contract/failure.ts';
import type { LaneId } from '../../contract/model.ts';
import type { Erased, SettingsStore } from '../../store/setting-rows.ts';
import { attempt } from '../../store/sqlite/attempt.ts';
import type { OpenStore } from '../../store/store.ts';

export interface ErasingDeps {
  readonly settings: Pick<SettingsStore, 'erasing' | 'setErasing'>;
  readonly store: Pick<OpenStore, 'rows' | 'erase'>;
  /** Erasing begins or has ended. */
  readonly onChange: () => void;
}

/** Erases everything, keys and all. */
export type EraseEverything = () => Promise<Result<null>>;

export type Erasing = ReturnType<typeof createErasing>;

/**
 * That data is being erased. It may take a while, for what is under way is waited for: until it has ended it stands in the settings, and a
 * later start does it anew.
 */
export function createErasing({ settings, store, onChange }: ErasingDeps) {
  let running: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const show = (now: boolean): void => {
    isRunning = now;
    onChange();
  };

  return {
    isRunning: () => isRunning,
    /** Everything was to go, and has not yet: until then no account is opened, as it would go with the others. */
    isDue: (): boolean => store.rows.writable && !isRunning && settings.erasing() === 'all',
    /** One after the other. If the disk refuses the note, it is erased all the same. */
    run(whose: Erased, work: () => Promise<Result<null>>): Promise<Result<null>> {
      const done = running.then(async () => {
        attempt(() => settings.setErasing(whose));
        show(true);
        try {
          return await work();
        } finally {
          attempt(() => settings.setErasing(null));
          show(false);
        }
      });
      running = done.catch(() => undefined);
      return done;
    },
    /** Settles when nothing is being erased, nor left of an earlier run to be erased: an account may begin, which would go with the others. */
    async ended(everything: EraseEverything): Promise<void> {
      await running;
      // Once: the disk may refuse to note that it is done.
      if (settings.erasing() === 'all') await everything();
      // The start may have come to it meanwhile.
      let awaited = null as Promise<unknown> | null;
      while (awaited !== running) {
        awaited = running;
        await awaited;
      }
    },
    /**
     * Does what an earlier run has begun to erase and not ended. What refuses, such as a keychain that is locked as the user logs in, is
     * tried again later, since nobody is told. Call it before any account is opened and the outbox has read its rows.
     */
    async goOn(everything: EraseEverything): Promise<void> {
      const whose = settings.erasing();
      if (whose === null || !store.rows.writable) return;
      const erased = whose === 'all' ? await everything() : store.erase(whose);
      const isDone = erased.ok || erased.failure.code === 'not-erased';
      attempt(() => settings.setErasing(isDone ? null : whose));
    },
    /** An account is opened: what was begun to be erased, and never was, must not take its data with it at the next start. */
    keep(lane: LaneId): void {
      const whose = settings.erasing();
      if (whose === 'all' || whose === lane) attempt(() => settings.setErasing(null));
    },
  };
}
