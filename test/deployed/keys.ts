import type { RequestHandler, Response } from 'express';
import type { World, WorldKey } from './world.ts';

const hourMs = 3_600_000;

/** The key that let the request in. */
export const keyOf = (locals: Record<string, unknown>): WorldKey => locals.key as WorldKey;

/** An error in the shape all of them have. */
export function refuse(response: Response, status: number, code: string, message: string, more = {}): void {
  response.status(status).json({ success: false, error: { code, message, ...more } });
}

/** Lets in whoever shows a key: in its own header, as a bearer or in the query, in this order. */
export function authenticate(world: World, now: () => number): RequestHandler {
  return (request, response, next) => {
    const authorization = request.get('authorization');
    const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7) : authorization;
    const given = request.get('x-api-key') || bearer || request.query.api_key;
    if (!given) {
      refuse(response, 401, 'MISSING_API_KEY', 'API key is required.');
      return;
    }
    if (!world.reachable) {
      refuse(response, 500, 'AUTHENTICATION_ERROR', 'An error occurred during authentication.');
      return;
    }
    const key = world.keys.find(one => one.key === given);
    const expired = key?.expiresAt != null && Date.parse(`${key.expiresAt}Z`) < now();
    // Expired, revoked and never heard of are one answer.
    if (key === undefined || !key.active || expired || world.closed.has(key.account)) {
      refuse(response, 401, 'INVALID_API_KEY', 'Invalid or expired API key.');
      return;
    }
    response.locals.key = key;
    next();
  };
}

/** Counts requests of each key in fixed clock hours; once the hour's are used up nothing is counted any more. */
export function limit(now: () => number): RequestHandler {
  const windows = new Map<string, { readonly hour: number; used: number }>();
  return (_, response, next) => {
    const { key, perHour } = keyOf(response.locals);
    const hour = Math.floor(now() / hourMs);
    const known = windows.get(key);
    const window = known?.hour === hour ? known : { hour, used: 0 };
    windows.set(key, window);
    const allowed = window.used < perHour;
    if (allowed) window.used += 1;
    const reset = ((hour + 1) * hourMs) / 1000;
    response.set({
      'X-RateLimit-Limit': String(perHour),
      'X-RateLimit-Remaining': String(perHour - window.used),
      'X-RateLimit-Reset': String(reset),
    });
    if (allowed) next();
    else {
      const more = { retry_after: Math.floor(reset - now() / 1000) };
      refuse(
        response,
        429,
        'RATE_LIMIT_EXCEEDED',
        `Rate limit of ${perHour} requests per hour exceeded.`,
        more,
      );
    }
  };
}

/** Lets on whoever may do this. */
export function permit(permission: string): RequestHandler {
  return (_, response, next) => {
    const { permissions } = keyOf(response.locals);
    if (permissions.includes(permission) || permissions.includes('*')) {
      next();
      return;
    }
    refuse(
      response,
      403,
      'INSUFFICIENT_PERMISSIONS',
      `This API key does not have the required permission: ${permission}`,
      { required_permission: permission, current_permissions: permissions },
    );
  };
}
