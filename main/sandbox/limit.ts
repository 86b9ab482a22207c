const hourMs = 3_600_000;

/**
 * Counts requests of each key in fixed clock hours. `reset` is in epoch seconds, `retryAfter` in whole seconds from now,
 * rounded down as the API does.
 */
export function createLimit(perHour: () => number) {
  const windows = new Map<string, { readonly hour: number; used: number }>();
  return (key: string, now: number) => {
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
