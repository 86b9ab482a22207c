import { foldAccents } from '../../contract/folded.ts';
import { isNumbered, numberOf } from '../../contract/stages/digits.ts';
import { roleOf } from '../../contract/stages/name.ts';
import type { StageCensus } from './census.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The vendor's order of a new account's stages (recordings of the `stage_id` revision). */
const vendorOrder: readonly string[] = [
  'Novos',
  'Contato Inicial',
  'Qualificação',
  'Proposta',
  'Negociação',
  'Fechado (Ganho)',
  'Fechado (Perdido)',
];

/** The index where the vendor's ends begin; only ends follow. */
const vendorEnds = vendorOrder.indexOf('Fechado (Ganho)');

/** Beginnings of words for the steps of a sale, first to last, in Portuguese, English and Spanish. */
const steps: readonly RegExp[] = [
  /\b(nov[oa]s?|new|nuev[oa]s?|leads?|entrada|inbox|prospec)/,
  /\b(contat|contact|primeir|first|primer|conversa)/,
  /\b(qualif|calif|cualif|diagnos|reuni|meeting|demo|agend|sched)/,
  /\b(propos|propuest|orcament|quote|cotiza|presupuest)/,
  /\b(negoci|negotiat|contrat|contract|fecham|closing|cierre)/,
];

/** The stages in the vendor's order; null when one of them is not the vendor's. */
export function inVendorOrder<Stage extends Named>(stages: readonly Stage[]): readonly Stage[] | null {
  const place = new Map(vendorOrder.map((name, index) => [name, index]));
  const places = stages.map(({ name }) => place.get(name.trim()));
  if (stages.length < 2 || places.includes(undefined) || new Set(places).size < places.length) return null;
  return stages.toSorted((a, b) => (place.get(a.name.trim()) ?? 0) - (place.get(b.name.trim()) ?? 0));
}

/** The stages by the numbers in their names, unnumbered ones last; null when the open ones are not numbered. */
export function inNumberedOrder<Stage extends Named>(stages: readonly Stage[]): readonly Stage[] | null {
  const open = stages.filter(({ name }) => roleOf(name) === 'open');
  if (!isNumbered(open.map(({ name }) => name))) return null;
  const place = ({ name }: Named): number => numberOf(name) ?? Number.MAX_SAFE_INTEGER;
  return stages.toSorted((a, b) => place(a) - place(b));
}

/** Whether no stage of the vendor's lies between these, which are in the vendor's order. One that no row has shown yet might. */
export function hasNoGap(stages: readonly Named[]): boolean {
  const places = stages.map(({ name }) => vendorOrder.indexOf(name.trim())).filter(at => at < vendorEnds);
  return places.every((at, index) => index === 0 || at === (places[index - 1] ?? at) + 1);
}

/**
 * Stages in the order in which deals seem to pass them: the more days after its creation a deal came to a stage, the
 * later the stage. Rows that moved this month do not count, so today's moves reorder nothing. A stage without older
 * rows is placed by its name, then by its id. The result depends on the counts alone.
 */
export function inGuessedOrder<Stage extends Named>(
  stages: readonly Stage[],
  counts: ReadonlyMap<string, Pick<StageCensus, 'settled' | 'days'>>,
): readonly Stage[] {
  const age = ({ id }: Named): number | null => {
    const count = counts.get(id);
    return count === undefined || count.settled === 0 ? null : count.days / count.settled;
  };
  return stages.toSorted((a, b) => {
    const [left, right] = [age(a), age(b)];
    if (left !== null && right !== null) return left - right || (a.id < b.id ? -1 : 1);
    if (left === null && right === null) return byName(a, b);
    return left === null ? 1 : -1;
  });
}

/** Stages without rows, by what their names say and then by id, so that it does not matter which was met first. */
export function inNamedOrder<Stage extends Named>(stages: readonly Stage[]): readonly Stage[] {
  return stages.toSorted(byName);
}

function byName(a: Named, b: Named): number {
  return stepOf(a) - stepOf(b) || (a.id < b.id ? -1 : 1);
}

function stepOf({ name }: Named): number {
  const found = steps.findIndex(pattern => pattern.test(foldAccents(name)));
  return found < 0 ? steps.length : found;
}
