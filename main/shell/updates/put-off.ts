import type { Clock } from '../../outbox/model/ports.ts';

/** How long an offer that was put off is not made again, in milliseconds. */
const offeredAgain = 24 * 3_600_000;

/** Calls `offer` a day after `begin`, asleep or awake, unless `end` comes first. */
export function createPutOff(clock: Pick<Clock, 'now' | 'after'>, offer: () => void) {
  let cancel = (): void => undefined;
  return {
    begin(): void {
      cancel();
      const since = clock.now();
      const again = (): void => {
        const passed = Math.abs(clock.now() - since);
        if (passed < offeredAgain) cancel = clock.after(offeredAgain - passed, again);
        else offer();
      };
      again();
    },
    end: () => cancel(),
  };
}
