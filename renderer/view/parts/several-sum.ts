import type { Speech } from '../../i18n/speak.ts';
import type { PluralKey } from '../../i18n/words.ts';
import type { BurstEntry, Several } from '../../state/model/news.ts';

/** "8 saved here · 1 already there"; what is zero is left out. */
export function countsOf(speech: Speech, ...counts: readonly (readonly [PluralKey, number])[]): string {
  return counts
    .filter(([, count]) => count > 0)
    .map(([key, count]) => speech.n(key, count))
    .join(' · ');
}

/** What became of several rows so far, in one line. */
export function severalSentence(speech: Speech, several: Several): string {
  const { kind, entries, there, elsewhere, failed } = several;
  const count = (outcome: BurstEntry['outcome']) => entries.filter(entry => entry.outcome === outcome).length;
  const isMoved = kind === 'moved';
  return countsOf(
    speech,
    [isMoved ? 'severalSaved' : 'severalBack', count('pending')],
    ['severalDelivered', count('moved')],
    ['severalUndone', count('withdrawn')],
    ['burstNeedsYou', count('needs-you')],
    ['severalThere', there],
    ['severalElsewhere', elsewhere],
    [isMoved ? 'severalFailed' : 'severalNotUndone', failed],
  );
}
