import type { Pipeline, Stage } from '../contract/model.ts';
import { digitsOf, stageDigits } from '../contract/stage-digits.ts';
import { stageWords } from '../contract/stage-label.ts';
import { foldWords, lettersOf } from '../contract/stage-name.ts';

/** What to search for, and the words or the number that name a stage. */
type Command = Readonly<Record<'search' | 'stage', string>>;

/**
 * The ways to read a line as a command, longest stage words first: `acme prop`, `silva fechado ganho`, `acme #3`. A
 * stage needs three letters, or `#` and a digit, and something before it to search for.
 */
export function commandsIn(line: string): readonly Command[] {
  const words = line.trim().split(/\s+/);
  const commands: Command[] = [];
  for (const taken of [3, 2, 1]) {
    if (words.length <= taken) continue;
    const stage = words.slice(-taken).join(' ');
    if (digitIn(stage) === null && foldWords(stage).length < 3) continue;
    commands.push({ search: words.slice(0, -taken).join(' '), stage });
  }
  return commands;
}

/** What a line searches for: all of it but the words at its end that mean a stage of `pipeline`. */
export const searchIn = (line: string, pipeline: Pipeline): string =>
  commandsIn(line).find(({ stage }) => meaningOf(stage, pipeline) !== null)?.search ?? line;

/**
 * The one stage of `pipeline` that `words` mean; null when none or several do. `#3` is the stage that the digit 3
 * picks. Other words mean the stage whose name begins with them, in any of the three languages or as the server writes
 * it. The word for won means the stage `won`, and only if there is none the one that the vendor's board calls Won.
 * `isWhole`: the words are the whole name, since an end is not meant by its first letters.
 */
export function meaningOf(
  words: string,
  pipeline: Pipeline,
): { readonly stage: Stage; readonly isWhole: boolean } | null {
  const digit = digitIn(words);
  if (digit !== null) {
    const stage = pipeline.stages[digitsOf(pipeline.stages).indexOf(digit)];
    return stage === undefined ? null : { stage, isWhole: true };
  }
  const start = lettersOf(foldWords(words));
  const hasWon = pipeline.stages.some(({ name }) => name === 'won');
  const called = ({ id, name }: Stage): readonly string[] =>
    id === pipeline.wonOnBoard && !hasWon ? [...stageWords(name), ...stageWords('won')] : stageWords(name);
  const fits = (how: (name: string) => boolean): readonly Stage[] =>
    pipeline.stages.filter(stage => called(stage).some(name => how(lettersOf(name))));
  const same = start === '' ? [] : fits(name => name === start);
  const meant = same.length > 0 || start === '' ? same : fits(name => name.startsWith(start));
  const [stage] = meant;
  return stage === undefined || meant.length > 1 ? null : { stage, isWhole: same.length > 0 };
}

/** The digit of `#3`; null for any other words. */
function digitIn(words: string): number | null {
  const digit = Number(/^#(\d)$/.exec(words)?.[1]);
  return stageDigits.includes(digit) ? digit : null;
}
