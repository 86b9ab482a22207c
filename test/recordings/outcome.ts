import { isDeepStrictEqual } from 'node:util';
import type { QuotaView } from '../../main/contract/snapshot.ts';
import type { Trouble } from '../../main/outbox/model/trouble.ts';
import type { Exchange as HttpExchange } from '../../main/raze/http/http.ts';
import type { Outcome } from '../../main/raze/http/outcome.ts';
import type { Seed } from '../deployed/seed.ts';
import type { Exchange, RecordedRequest } from './pack.ts';
import type { Replayed } from './replay.ts';

/** A recorded answer as our own HTTP would hand it on. */
export function exchangeOf(response: Exchange['response']): HttpExchange {
  if (!('status' in response)) return { kind: 'unreached', cause: 'refused' };
  const { status, headers, body } = response;
  return {
    kind: 'reply',
    status,
    header: name => headers[name] ?? null,
    body: body === null || body === undefined ? '' : JSON.stringify(body),
  };
}

/** Where the outcome or the quota is not what is true. */
export function wrongOutcome({ result, quota }: Outcome, replayed: Replayed, seed: Seed): readonly string[] {
  const truth = trueResult(replayed, seed);
  if (result.kind !== truth.kind) return [`is taken for ${result.kind}, not ${truth.kind}`];
  if (result.kind === 'not-our-api') return [];
  const found = wrongQuota(quota, replayed);
  if (result.kind === 'success') return found;
  if (result.kind === 'limited') {
    const left = replayed.hour + hourMs - replayed.at;
    const isRight = result.waitMs >= left && result.waitMs <= left + 60_000;
    return isRight ? found : [...found, `waits ${result.waitMs} of ${left} ms`];
  }
  const isRight = isDeepStrictEqual(result, truth);
  return isRight ? found : [...found, `is ${JSON.stringify(result)}, not ${JSON.stringify(truth)}`];
}

const hourMs = 3_600_000;

/** What the stand-in knows to have happened. How long a spent key waits is not in it. */
function trueResult({ exchange: { request }, ours }: Replayed, seed: Seed): Trouble | { kind: 'success' } {
  if (ours === null) return { kind: 'unreached', cause: 'refused' };
  const { status } = ours;
  const { success, error } = (ours.body ?? {}) as { success?: boolean; error?: { code: string } };
  if (status < 400) return success === true ? { kind: 'success' } : { kind: 'not-our-api', status };
  switch (status) {
    case 400: {
      // Malformed JSON is refused before anybody looks for a stage in it.
      const isStage = request.method === 'PATCH' && error !== undefined && seed.dialect === 'status';
      return { kind: 'rejected', allowed: isStage ? seed.available_stages : [] };
    }
    case 401:
      return { kind: 'unauthorised', why: error?.code === 'MISSING_API_KEY' ? 'missing' : 'invalid' };
    case 403:
      return { kind: 'forbidden', permission: permissionFor(request) };
    case 404:
      return isUnknownRoute(ours) ? { kind: 'not-our-api', status } : { kind: 'missing' };
    case 429:
      return { kind: 'limited', waitMs: 0 };
    case 431:
      // Node's own answer, before the server is asked; it has no body.
      return { kind: 'not-our-api', status };
    default:
      return status < 500 ? { kind: 'unexpected', status } : { kind: 'failing', status, waitMs: null };
  }
}

function permissionFor({ method, path }: RecordedRequest): string {
  const subject = path.split('/')[3] ?? '';
  if (method === 'DELETE') return `${subject}:delete`;
  return `${subject}:${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`;
}

/** Only of what it looked for and did not find does the server name a code. */
const isUnknownRoute = (ours: Replayed['ours']): boolean =>
  ours?.status === 404 && !('error' in (ours.body as object));

/** The stand-in's own count of the key's requests; its hour ends when the recording's does. */
export function wrongQuota(quota: QuotaView | null, { ours, hour }: Replayed): readonly string[] {
  const limit = ours?.headers['x-ratelimit-limit'];
  const truth =
    limit === undefined || isUnknownRoute(ours)
      ? null
      : {
          limit: Number(limit),
          remaining: Number(ours?.headers['x-ratelimit-remaining']),
          resetsAt: hour + hourMs,
        };
  return isDeepStrictEqual(quota, truth)
    ? []
    : [`quota ${JSON.stringify(quota)}, not ${JSON.stringify(truth)}`];
}
