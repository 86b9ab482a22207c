import { shownAddress } from '../../main/contract/addresses.ts';
import type { ParkReason, Pause } from '../../main/contract/change.ts';
import { assertNever } from '../../main/contract/failure.ts';
import type { StageId } from '../../main/contract/model.ts';
import type { NotUndoable } from '../../main/contract/undo.ts';
import { capsOf } from '../state/accelerator.ts';
import type { ShownFailure } from '../state/state.ts';
import type { TextKey } from './pt-br.ts';
import type { Speech } from './speak.ts';

type Platform = 'mac' | 'windows' | 'linux';

/** What a key may not do without one of these permissions. */
const lacking: ReadonlyMap<string, TextKey> = new Map([
  ['opportunities:read', 'mayNotRead'],
  ['opportunities:write', 'mayNotWrite'],
]);

/** What went wrong, in the user's language, with the facts the failure carries. */
export function troubleSentence(speech: Speech, trouble: ShownFailure, platform: Platform): string {
  const key = `fail_${trouble.code}` satisfies TextKey;
  const { t } = speech;
  switch (trouble.code) {
    case 'permission-missing':
      return t(lacking.get(trouble.permission) ?? key);
    case 'stage-refused':
      return trouble.allowed.length > 0
        ? t(key, {
            allowed: trouble.allowed.map(name => speech.stage({ id: name as StageId, name })).join(', '),
          })
        : t('parkStageRefused');
    case 'rate-limited':
      return t(key, { time: speech.timeUntil(trouble.until) });
    case 'server-failing':
    case 'server-unexpected':
      return t(key, { status: trouble.status });
    case 'api-elsewhere': {
      const [address, other] = [shownAddress(trouble.address), shownAddress(trouble.other)];
      return t(key, { address, other });
    }
    case 'api-changed':
      return t(key, { address: shownAddress(trouble.address) });
    case 'api-address':
      return t(key, { address: trouble.address });
    case 'hotkey-taken':
    case 'hotkey-malformed':
      return t(key, { keys: capsOf(trouble.accelerator, platform).join(' ') });
    case 'not-erased': {
      const left = [...(trouble.key ? [t('keyInKeychain')] : []), ...trouble.files];
      return t(key, { left: left.join(', ') });
    }
    case 'not-undoable':
      return t(key, { why: whyNotUndoable(speech, trouble.why) });
    case 'malformed-request':
      return t(key, { at: trouble.at });
    default:
      return t(key);
  }
}

const parked: Readonly<Record<ParkReason, TextKey>> = {
  conflict: 'parkConflict',
  'pipeline-changed': 'parkPipelineChanged',
  misplaced: 'parkMisplaced',
  'stage-refused': 'parkStageRefused',
  forbidden: 'parkForbidden',
  missing: 'parkMissing',
  contended: 'parkContended',
  poison: 'parkPoison',
  expired: 'parkExpired',
  unexpected: 'parkUnexpected',
  salvaged: 'parkSalvaged',
  'foreign-key': 'parkForeignKey',
  damaged: 'parkDamaged',
  newer: 'parkNewer',
};

export function parkSentence(speech: Speech, reason: ParkReason): string {
  return speech.t(parked[reason]);
}

/** Why a change cannot be taken back. */
export function whyNotUndoable(speech: Speech, why: NotUndoable): string {
  switch (why) {
    case 'taken-back':
      return speech.t('undoTaken');
    case 'newer-exists':
      return speech.t('undoNewer');
    case 'stage-before-unknown':
      return speech.t('undoUnknown');
    case 'foreign-key':
      return speech.t('undoForeign');
    case 'without-effect':
      return speech.t('undoWithout');
    default:
      return assertNever(why);
  }
}

/** Why nothing is being sent. */
export function pauseSentence(speech: Speech, pause: Pause, now: number): string {
  const { t } = speech;
  switch (pause.kind) {
    case 'network':
      return t('pauseNetwork');
    case 'tls':
      return t('pauseTls');
    case 'not-our-api':
      return t('pauseNotOurApi');
    case 'quota':
      return t('pauseQuota', { time: speech.timeUntil(pause.until) });
    case 'auth':
      return t('pauseAuth');
    case 'account':
      return t('pauseAccount');
    case 'server':
      return t('pauseServer', { when: speech.relative(Math.max(pause.until, now), now) });
    case 'disk':
      return t('pauseDisk');
    case 'newer':
      return t('pauseNewer');
    default:
      return assertNever(pause);
  }
}
