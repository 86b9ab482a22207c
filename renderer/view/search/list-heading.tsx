import { assertNever } from '../../../main/contract/failure.ts';
import type { ListHeading } from '../../../main/contract/find.ts';
import type { Speech } from '../../i18n/speak.ts';
import type { State } from '../../state/model/state.ts';

/** What a list is of: a stage as the user reads it, or what its rows have in common. */
function nameOf(speech: Speech, { pipelines }: NonNullable<State['snapshot']>, { of }: ListHeading): string {
  switch (of.kind) {
    case 'stage': {
      const home = pipelines.find(({ id }) => id === of.pipeline);
      const stage = home?.stages.find(({ id }) => id === of.stage);
      return stage === undefined ? '' : speech.stage(stage);
    }
    case 'stale':
      return speech.n('staleList', of.days);
    case 'open':
      return speech.t('openList');
    case 'today':
      return speech.t('todayList');
    default:
      return assertNever(of);
  }
}

/** What a list is of, how many rows, and the sum of each currency; how many have a value where not all have. */
export function headingParts(
  speech: Speech,
  snapshot: State['snapshot'],
  heading: ListHeading,
): readonly string[] {
  const { count, sums, valued, isMine } = heading;
  const name = snapshot === null ? '' : nameOf(speech, snapshot, heading);
  const money = sums.map(({ currency, sum }) => speech.money(sum, currency));
  const part = valued > 0 && valued < count ? [speech.n('withValue', valued)] : [];
  const whose = isMine ? [speech.t('listMine')] : [];
  return [name, ...whose, speech.number(count), ...money, ...part];
}

/** A list in one line. */
export const headingSentence = (speech: Speech, snapshot: State['snapshot'], heading: ListHeading): string =>
  headingParts(speech, snapshot, heading).join(' · ');
