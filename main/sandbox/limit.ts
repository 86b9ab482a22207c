const hourMs = 3_600_000;

export interface Allowance {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Epoch seconds. */
  readonly reset: number;
  /** Whole seconds until then, rounded down as the API does. */
  readonly retryAfter: number;
}

/** Counts requests of each key in fixed clock hours. */
export function createLimit(perHour: () => number): (key: string, now: number) => Allowance {
  const windows = new Map<string, { readonly hour: number; used: number }>();
  return (key, now) => {
    const hour = Math.floor(now / hourMs);
    const known = windows.get(key);
    const window = known?.hour === hour ? known : { hour, used: 0 };
    windows.set(key, window);
    const limit = perHour();
    const allowed = window.used < limit;
    if (allowed) window.used += 1;
    const resetMs = (hour + 1) * hourMs;
    return {
      allowed,
      limit,
      remaining: Math.max(0, limit - window.used),
      reset: resetMs / 1000,
      retryAfter: Math.floor((resetMs - now) / 1000),
    };
  };
}
