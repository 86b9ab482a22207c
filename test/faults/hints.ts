import type { LaneId, OpportunityId } from '../../main/contract/model.ts';
import { knownStagesOf } from '../../main/raze/dialect/stages.ts';
import { createHttp } from '../../main/raze/http/http.ts';
import { createCourier } from '../../main/raze/requests/courier.ts';
import { stageOf } from '../support/ports/virtual-api.ts';
import { startFaultServer } from './fault-server.ts';
import type { FaultFigures } from './network.ts';

/** One way in which a 429 says how long; `seconds` is what it means, null where that is nothing to go by. */
interface Hint<Said> {
  readonly said: Said;
  readonly seconds: number | null;
}

const inSeconds = (seconds: number): number => Date.now() + seconds * 1000;
const date = (seconds: number): string => new Date(inSeconds(seconds)).toUTCString();

/** Retry-After: seconds or a date (RFC 9110, 10.2.3). */
const headers: readonly Hint<() => string | null>[] = [
  { said: () => null, seconds: null },
  { said: () => '0', seconds: 0 },
  { said: () => '30', seconds: 30 },
  { said: () => '7200', seconds: null },
  { said: () => '1.5', seconds: null },
  { said: () => date(-3600), seconds: null },
  { said: () => date(120), seconds: 120 },
];

/** `error.retry_after` of the body: seconds, and the text of them. */
const bodies: readonly Hint<unknown>[] = [
  { said: undefined, seconds: null },
  { said: 40, seconds: 40 },
  { said: '50', seconds: 50 },
  { said: -1, seconds: null },
  { said: 'soon', seconds: null },
  { said: 1e12, seconds: null },
];

/** `X-RateLimit-Reset`: the end of a window in which nothing is left. */
const resets: readonly Hint<() => number | null>[] = [
  { said: () => null, seconds: null },
  { said: () => inSeconds(-600), seconds: null },
  { said: () => inSeconds(300), seconds: 300 },
  { said: () => inSeconds(7200), seconds: null },
];

const combinations = headers.flatMap(header =>
  bodies.flatMap(body =>
    resets.flatMap(reset => (['GET', 'PATCH'] as const).map(asked => ({ header, body, reset, asked }))),
  ),
);

/** Without any hint; and for one that says: now. Seconds. */
const blind = 60;
const least = 1;
/** Dates on the wire are whole seconds, and the request takes a moment. Milliseconds. */
const coarse = 2_500;

/**
 * Every combination of what a 429 can say of the time to wait, through real HTTP, to a look and to a PATCH: the latest
 * credible one counts, and what has passed, is further off than any window or is no number counts for nothing.
 */
export async function hintFaults(): Promise<FaultFigures> {
  const server = await startFaultServer();
  const violations: string[] = [];
  const courier = createCourier({
    http: createHttp(),
    connection: () => ({ baseUrl: server.url, key: 'gr_live_faults', dialect: 'documented' }),
    stages: () => knownStagesOf([]),
    now: Date.now,
  });
  const lane = '00000000-0000-4000-8000-00000000000a' as LaneId;
  const id = 'opp_hints' as OpportunityId;
  try {
    for (const { header, body, reset, asked } of combinations) {
      server.put(id, 'new');
      server.next = { method: asked, fault: refusal(header, body, reset) };
      const answer = await (asked === 'GET'
        ? courier.look(lane, id)
        : courier.send(lane, id, stageOf('won').id));
      const wanted = wantedMs([header.seconds, body.seconds, reset.seconds]);
      const isRight = answer.kind === 'limited' && Math.abs(answer.waitMs - wanted) <= coarse;
      if (isRight && server.acted(id) === 0) continue;
      const got = answer.kind === 'limited' ? `${answer.waitMs} ms` : answer.kind;
      violations.push(
        `429 (${asked}) ${header.said()}, ${body.said}, ${reset.said()}: ${got}, not ${wanted} ms`,
      );
    }
  } finally {
    await server.close();
  }
  return { cases: combinations.length, violations };
}

function wantedMs(hints: readonly (number | null)[]): number {
  const given = hints.filter(hint => hint !== null);
  return 1000 * (given.length === 0 ? blind : Math.max(least, ...given));
}

function refusal(
  header: (typeof headers)[number],
  body: (typeof bodies)[number],
  reset: (typeof resets)[number],
) {
  const [after, end] = [header.said(), reset.said()];
  const window = {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil((end ?? 0) / 1000)),
  };
  return {
    kind: 'raw',
    status: 429,
    type: 'application/json',
    body: JSON.stringify({
      success: false,
      error: { code: 'RATE_LIMIT_EXCEEDED', message: 'no', retry_after: body.said },
    }),
    headers: { ...(after === null ? {} : { 'retry-after': after }), ...(end === null ? {} : window) },
  } as const;
}
