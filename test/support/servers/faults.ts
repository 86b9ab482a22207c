import type { ServerResponse } from 'node:http';
import { assertNever } from '../../../main/contract/failure.ts';

/** What may go wrong on the way or at the server. `acted`: whether the server has acted on the request first. */
export type Fault =
  /** An error of the API with its usual code; still behind the key and counted by the rate limit. */
  | { readonly kind: 'error'; readonly status: ErrorStatus; readonly retryAfter?: number }
  /** Exactly these bytes. */
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly acted?: boolean;
    }
  /** A hotel's sign-in page, with 200. */
  | { readonly kind: 'captive' }
  | { readonly kind: 'reset'; readonly acted: boolean }
  | { readonly kind: 'silence'; readonly acted: boolean }
  /** Half of the answer's body, then the connection closes. */
  | { readonly kind: 'truncated'; readonly acted: boolean }
  | { readonly kind: 'slow'; readonly ms: number };

export type ErrorFault = Extract<Fault, { kind: 'error' }>;
/** The faults that put something else in the answer's place. */
export type StrayFault = Exclude<Fault, { kind: 'error' | 'slow' }>;

export function isStray(fault: Fault | null): fault is StrayFault {
  return fault !== null && fault.kind !== 'error' && fault.kind !== 'slow';
}

export type ErrorStatus = 400 | 401 | 403 | 404 | 408 | 409 | 418 | 425 | 429 | 500 | 502 | 503 | 504;

export interface FaultPlace {
  readonly method?: 'GET' | 'PATCH';
  /** Tested against path and query. */
  readonly path?: RegExp;
  /** How many requests it befalls; 1 unless told, Infinity until cleared. */
  readonly times?: number;
}

/** Faults waiting for requests; the oldest that fits is used. */
export interface Faults {
  /** Returns a function that withdraws it. */
  add(fault: Fault, place?: FaultPlace): () => void;
  clear(): void;
  take(method: string, target: string): Fault | null;
}

export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; readonly place: FaultPlace; left: number }[] = [];
  return {
    add(fault, place = {}) {
      const entry = { fault, place, left: place.times ?? 1 };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter(other => other !== entry);
      };
    },
    clear() {
      waiting = [];
    },
    take(method, target) {
      const found = waiting.find(
        ({ place }) => (place.method ?? method) === method && (place.path?.test(target) ?? true),
      );
      if (found === undefined) return null;
      found.left -= 1;
      if (found.left <= 0) waiting = waiting.filter(other => other !== found);
      return found.fault;
    },
  };
}

const codes: Readonly<Record<ErrorStatus, string>> = {
  400: 'VALIDATION_ERROR',
  401: 'INVALID_API_KEY',
  403: 'INSUFFICIENT_PERMISSIONS',
  404: 'NOT_FOUND',
  408: 'REQUEST_TIMEOUT',
  409: 'CONFLICT',
  418: 'TEAPOT',
  425: 'TOO_EARLY',
  429: 'RATE_LIMIT_EXCEEDED',
  500: 'INTERNAL_ERROR',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
};

/** The body of an `error` fault. */
export function errorText({ status, retryAfter }: ErrorFault): string {
  const more =
    status === 403
      ? { required_permission: 'opportunities:write', current_permissions: ['opportunities:read'] }
      : retryAfter === undefined
        ? {}
        : { retry_after: retryAfter };
  const message = 'As asked for by a fault switch';
  return JSON.stringify({ success: false, error: { code: codes[status], message, ...more } });
}

const captivePage =
  '<!doctype html><html><head><title>Hotel Wi-Fi</title></head><body><h1>Bem-vindo</h1></body></html>';

/** Leaves the request as the fault has it; `truth` is what would have been answered. */
export function misdeliver(response: ServerResponse, fault: StrayFault, truth: string): void {
  switch (fault.kind) {
    case 'raw':
      bare(response);
      response.writeHead(fault.status, { 'Content-Type': 'text/plain', ...fault.headers }).end(fault.body);
      return;
    case 'captive':
      bare(response);
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(captivePage);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'silence':
      return;
    case 'truncated':
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.setHeader('Content-Length', Buffer.byteLength(truth));
      response.write(truth.slice(0, truth.length / 2), () => response.destroy());
      return;
    default:
      assertNever(fault);
  }
}

/** Takes away the headers that were meant for another answer. */
function bare(response: ServerResponse): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
}
