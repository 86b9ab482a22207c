import type { ChangeView } from '../../../main/contract/change.ts';
import type { Speech } from '../../i18n/speak.ts';
import { stateWord } from '../parts/state-word.ts';

interface CardFacts {
  readonly change: ChangeView;
  /** Why it stands as it does, and what comes next; '' where there is nothing to say. */
  readonly facts: readonly string[];
  /** What may be answered, each with its key. */
  readonly answers: readonly string[];
}

/** A card in one breath: a screen reader says nothing of the texts within a list's item that has the focus. */
export function cardSentence(speech: Speech, { change, facts, answers }: CardFacts): string {
  const { name, opportunity, to, theirs } = change;
  const word = speech.t(stateWord(change).word);
  const who = name || opportunity;
  const said =
    change.reason === 'conflict' && theirs
      ? `${word}: ${who}. ${speech.t('yours')}: ${speech.stage(to)}. ${speech.t('server')}: ${speech.stage(theirs)}.`
      : speech.t('saidMove', { word, name: who, stage: speech.stage(to) });
  const offers = answers.length > 0 ? `${answers.join(', ')}.` : '';
  return [said, ...facts, offers].filter(text => text !== '').join(' ');
}
