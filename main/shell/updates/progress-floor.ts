/** The least that has to come: so many bytes within so many milliseconds, one such time after the other. */
export interface Floor {
  readonly bytes: number;
  readonly within: number;
}

/** Calls `tooSlow` once, at the end of the first time in which less came. Call `came` with all bytes so far, and `stop` when they are in. */
export function watchFloor({ bytes, within }: Floor, tooSlow: () => void) {
  let soFar = 0;
  let before = 0;
  const timer = setInterval(() => {
    if (soFar - before >= bytes) before = soFar;
    else {
      clearInterval(timer);
      tooSlow();
    }
  }, within);
  return {
    came(all: number): void {
      soFar = all;
    },
    stop: () => clearInterval(timer),
  };
}
