import type { Utterance } from './desk.ts';
import type { HeardStep } from './steps.ts';

/** How a step was heard. `ms` is when what should be said began after the key; null where it was not said. */
export interface Judged {
  readonly what: string;
  readonly right: boolean;
  readonly ms: number | null;
  readonly late: boolean;
  readonly voiced: readonly string[];
}

/** Later than this after its key something is late, in milliseconds. The network's news have no key: they come when they come. */
const patience = 1000;

/** Letters and figures only: a voice says nothing of other signs, and Orca puts its own between. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Judges what was voiced since `at`, the moment of the key. */
export function judge(step: HeardStep, at: number, voiced: readonly Utterance[]): Judged {
  const since = voiced.filter(({ began }) => began >= at);
  const places = step.says.map(one => {
    const texts = [one].flat().map(plain);
    return since.findIndex(({ text }) => texts.some(said => plain(text).includes(said)));
  });
  const right = places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0));
  const first = since[places[0] ?? -1];
  const ms = first === undefined ? null : first.began - at;
  return {
    what: step.what,
    right,
    ms,
    late: right && step.deed.do !== 'network' && (ms ?? 0) > patience,
    voiced: since.map(({ text }) => text),
  };
}
