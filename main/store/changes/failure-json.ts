import * as v from 'valibot';
import type { Failure, FailureCode } from '../../contract/failure.ts';
import { pipelineId } from '../../contract/ids.ts';
import { notUndoable } from '../../contract/undo.ts';

type Facts<C extends FailureCode> = Omit<Extract<Failure, { code: C }>, 'code'>;

const text = v.string();
const number = v.number();

/** The facts of each failure. A missing failure does not compile. */
const facts: {
  readonly [C in FailureCode]: { readonly [M in keyof Facts<C>]: v.GenericSchema<unknown, Facts<C>[M]> };
} = {
  'key-none': {},
  'key-malformed': {},
  'key-invalid': {},
  'key-expired': {},
  'permission-missing': { permission: text },
  'keychain-unavailable': {},
  'keychain-unreadable': {},
  'keychain-refused': {},
  'key-not-removed': {},
  'keychain-locked': {},
  'opportunity-unknown': {},
  'stage-refused': { allowed: v.array(text) },
  'stage-unknown': {},
  'pipeline-changed': { pipeline: pipelineId },
  'rate-limited': { until: number },
  'server-failing': { status: number },
  'server-unexpected': { status: number },
  conflicting: {},
  'answer-too-large': {},
  offline: {},
  unreachable: {},
  tls: {},
  timeout: {},
  'not-our-api': {},
  'api-address': { address: text },
  'api-elsewhere': { address: text, other: text },
  'api-changed': { address: text },
  'disk-full': {},
  'disk-failing': {},
  'store-newer': {},
  'store-moved': {},
  'not-erased': { key: v.boolean(), files: v.array(text) },
  'hotkey-taken': { accelerator: text },
  'hotkey-malformed': { accelerator: text },
  'too-late': {},
  'not-undoable': { why: v.picklist(notUndoable) },
  outdated: {},
  'already-there': {},
  'wrong-account': {},
  'malformed-request': { at: text },
};

/** A failure as it is on disk. */
export const failureJson: v.GenericSchema<unknown, Failure> = v.variant(
  'code',
  Object.entries(facts).map(([code, members]) => v.object({ code: v.literal(code), ...members })),
) as unknown as v.GenericSchema<unknown, Failure>;
