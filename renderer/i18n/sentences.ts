import { shownAddress } from '../../main/contract/addresses.ts';
import type { Pause } from '../../main/contract/change.ts';
import type { StageId } from '../../main/contract/model.ts';
import type { Snapshot } from '../../main/contract/snapshot.ts';
import { capsOf } from '../state/model/accelerator.ts';
import type { ShownFailure } from '../state/model/news.ts';
import type { Speech, Values } from './speak.ts';
import type { TextKey } from './words.ts';

type Platform = Snapshot['platform'];

/** Failures that carry facts, each with its code. */
type Factual<F extends ShownFailure = ShownFailure> = F extends unknown
  ? keyof F extends 'code'
    ? never
    : F
  : never;

/** The facts of each failure as its sentence names them. */
const facts: {
  readonly [F in Factual as F['code']]: (failure: F, speech: Speech, platform: Platform) => Values;
} = {
  'permission-missing': () => ({}),
  'stage-refused': ({ allowed }, { stage }) => ({
    allowed: allowed.map(name => stage({ id: name as StageId, name })).join(', '),
  }),
  'pipeline-changed': () => ({}),
  'rate-limited': ({ until }, { timeUntil }) => ({ time: timeUntil(until) }),
  'server-failing': ({ status }) => ({ status }),
  'server-unexpected': ({ status }) => ({ status }),
  'api-elsewhere': ({ address, other }) => ({
    address: shownAddress(address),
    other: shownAddress(other),
  }),
  'api-changed': ({ address }) => ({ address: shownAddress(address) }),
  'api-address': ({ address }) => ({ address }),
  'hotkey-taken': ({ accelerator }, { t }, platform) => ({
    keys: capsOf(accelerator, platform, t('spaceKey')).join(' '),
  }),
  'hotkey-malformed': ({ accelerator }, { t }, platform) => ({
    keys: capsOf(accelerator, platform, t('spaceKey')).join(' '),
  }),
  'not-erased': ({ key, files }, { t }) => ({
    left: [...(key ? [t('keyInKeychain')] : []), ...files].join(', '),
  }),
  'not-undoable': ({ why }, { t }) => ({ why: t(`undo_${why}`) }),
  'malformed-request': ({ at }) => ({ at }),
};

/** What a key may not do without one of these permissions. */
const lacking: ReadonlyMap<string, TextKey> = new Map([
  ['opportunities:read', 'mayNotRead'],
  ['opportunities:write', 'mayNotWrite'],
]);

/** The sentence of a failure; it is more precise where the facts allow. */
function keyOf(trouble: ShownFailure): TextKey {
  const { code } = trouble;
  if (code === 'permission-missing') return lacking.get(trouble.permission) ?? `fail_${code}`;
  return code === 'stage-refused' && trouble.allowed.length === 0 ? `park_${code}` : `fail_${code}`;
}

/** What went wrong, in the user's language, with the facts the failure carries. */
export function troubleSentence(speech: Speech, trouble: ShownFailure, platform: Platform): string {
  const factsOf: Partial<Record<string, (failure: never, speech: Speech, platform: Platform) => Values>> =
    facts;
  return speech.t(keyOf(trouble), factsOf[trouble.code]?.(trouble as never, speech, platform));
}

/** Why nothing is being sent. */
export function pauseSentence(speech: Speech, pause: Pause, now: number): string {
  if (!('until' in pause)) return speech.t(`pause_${pause.kind}`);
  const when = speech.relative(Math.max(pause.until, now), now);
  return speech.t(`pause_${pause.kind}`, { time: speech.timeUntil(pause.until), when });
}
