import * as v from 'valibot';
import { pipelineId } from '../../contract/ids.ts';
import type { ChangeTrouble } from '../../outbox/model/trouble.ts';

type Code = ChangeTrouble['code'];
type Facts<C extends Code> = Omit<Extract<ChangeTrouble, { code: C }>, 'code'>;

const text = v.string();
const number = v.number();

/** The facts of each trouble. A missing one does not compile. */
const facts: {
  readonly [C in Code]: { readonly [M in keyof Facts<C>]: v.GenericSchema<unknown, Facts<C>[M]> };
} = {
  'key-invalid': {},
  'key-expired': {},
  'permission-missing': { permission: text },
  'opportunity-unknown': {},
  'stage-refused': { allowed: v.array(text) },
  'stage-unknown': {},
  'pipeline-changed': { pipeline: pipelineId },
  'rate-limited': { until: number },
  'server-failing': { status: number },
  'server-unexpected': { status: number },
  conflicting: {},
  'answer-too-large': {},
  unreachable: {},
  tls: {},
  timeout: {},
  'not-our-api': {},
};

/** A change's trouble as it is on disk. */
export const troubleJson = v.variant(
  'code',
  Object.entries(facts).map(([code, members]) => v.object({ code: v.literal(code), ...members })),
) as unknown as v.GenericSchema<unknown, ChangeTrouble>;
