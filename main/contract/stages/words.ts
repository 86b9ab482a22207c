import { foldWords, lettersOf } from '../folded.ts';
import type { Pipeline, Stage, StageRole } from '../model.ts';
import { digitsOf, stageDigits } from './digits.ts';
import { stageNames, type WireName, wireNamesOf } from './label.ts';

/** What a pipeline has to say about the stages that words may mean. */
export type StageBoard = Pick<Pipeline, 'stages' | 'wonOnBoard'>;

/** What people say for a stage besides its names, folded, in Portuguese, English and Spanish. */
const sayings: Readonly<Partial<Record<WireName, readonly string[]>>> = {
  new: ['nova', 'nueva'],
  contacted: ['contato', 'contacto', 'contatei', 'contacte', 'contatou', 'contatamos', 'contactamos'],
  qualified: [
    'cualificado',
    'qualificou',
    'qualifiquei',
    'qualificamos',
    'califico',
    'califique',
    'calificamos',
  ],
  proposal: [
    ...['proposta enviada', 'mandei proposta', 'enviei proposta', 'propuesta enviada', 'mande propuesta'],
    ...['envie propuesta', 'proposal sent', 'sent proposal'],
  ],
  negotiation: ['em negociacao', 'negociando', 'negociar', 'en negociacion', 'in negotiation', 'negotiating'],
  invite_sent: ['convite enviado', 'invitacion enviada', 'invited'],
  accepted: ['aceito', 'aceite', 'aceitou', 'aceptado', 'acepto'],
  qualifying: ['qualificando', 'em qualificacao', 'calificando', 'en calificacion'],
  scheduled: ['programado', 'agendou', 'agendei', 'agendamos', 'agende', 'agendo'],
  discarded: ['descartei', 'descartou', 'descarte'],
};

/** What people say when a deal ends. It means the only stage with that role, or among several the one named so. */
const endings: Readonly<Record<Exclude<StageRole, 'open'>, readonly string[]>> = {
  won: [
    ...[
      'ganho',
      'ganha',
      'ganhei',
      'ganhou',
      'ganhamos',
      'fechou',
      'fechei',
      'fechamos',
      'fechado',
      'vendido',
    ],
    ...[
      'vendida',
      'venda',
      'vendi',
      'vendeu',
      'vendemos',
      'fechado ganho',
      'gane',
      'gano',
      'ganamos',
      'ganado',
    ],
    ...['ganada', 'cerrado', 'cierre', 'cerramos', 'venta', 'vendio', 'vendimos'],
    ...['won', 'win', 'closed', 'sold', 'closed won'],
  ],
  lost: [
    ...['perdido', 'perdida', 'perdi', 'perdeu', 'perdemos', 'perdio', 'perdimos', 'fechado perdido'],
    ...['lost', 'lose', 'closed lost'],
  ],
};

/** The stage that is meant by the word for an end; null where several could be. */
function endOf({ stages, wonOnBoard }: StageBoard, role: 'won' | 'lost'): Stage | null {
  const ends = stages.filter(stage => stage.role === role);
  const [only] = ends;
  const named = stages.find(stage => wireNamesOf(stage.name).includes(role));
  if (named !== undefined) return named;
  if (only !== undefined) return ends.length === 1 ? only : null;
  return role === 'won' ? (stages.find(({ id }) => id === wonOnBoard) ?? null) : null;
}

/** What may be said for one stage of a pipeline, in letters alone (`lettersOf`). */
export interface StageWords {
  readonly stage: Stage;
  readonly names: readonly string[];
  readonly sayings: readonly string[];
  /** The same, each with how many letters of it name the stage: of several words the first, which may mean another stage alone. */
  readonly begun: readonly { readonly saying: string; readonly from: number }[];
}

/** A word that a name begins with and that people leave out: `negociação` means "Em negociação". */
const leading = /^(?:em|en|in|para|to) (?=\S)/;

/** What may be said for each stage of a pipeline. */
export function wordsOf(board: StageBoard): readonly StageWords[] {
  const ends = (['won', 'lost'] as const).map(role => ({ stage: endOf(board, role), said: endings[role] }));
  return board.stages.map(stage => {
    const names = stageNames(stage.name);
    const bare = names.flatMap(name => (leading.test(name) ? [name.replace(leading, '')] : []));
    const own = [stage.name, ...bare].flatMap(wireNamesOf).flatMap(wire => sayings[wire] ?? []);
    const ending = ends.flatMap(end => (end.stage?.id === stage.id ? end.said : []));
    const said = [...own, ...bare.flatMap(stageNames), ...ending];
    return {
      stage,
      names: names.map(lettersOf),
      sayings: said.map(lettersOf),
      begun: said.map(saying => ({
        saying: lettersOf(saying),
        from: saying.includes(' ') ? saying.indexOf(' ') : 1,
      })),
    };
  });
}

/** How words name a stage: as a whole, by their first letters, or with one typo. */
const namings = ['whole', 'part', 'typo'] as const;
export type Naming = (typeof namings)[number];

/** The stages that words mean in a pipeline. Several: they fit equally, so none is chosen. */
export interface StagesMeant {
  readonly stages: readonly Stage[];
  readonly naming: Naming;
}

/** Letters from which on a typo is forgiven. */
const typoFrom = 4;

/**
 * The stages of a pipeline that words mean, in the order of the pipeline; null when none. `#3` is the stage that the digit 3 picks. A
 * name in full decides alone. Otherwise the words may begin a name or be what people say for a stage; then begin what people say;
 * then, from four letters on, be either in the plural or with one typo.
 */
export function stagesMeant(words: string, board: StageBoard, known = wordsOf(board)): StagesMeant | null {
  const digit = stageNumberIn(words);
  if (digit !== null) {
    const stage = board.stages[digitsOf(board.stages).indexOf(digit)];
    return stage === undefined ? null : { stages: [stage], naming: 'whole' };
  }
  const letters = lettersOf(foldWords(words));
  if (letters === '') return null;
  const those = (how: (one: StageWords) => boolean): readonly Stage[] =>
    known.filter(how).map(({ stage }) => stage);
  const named = those(({ names }) => names.includes(letters));
  if (named.length > 0) return { stages: named, naming: 'whole' };
  const begun = those(({ names }) => names.some(name => name.startsWith(letters)));
  const said = those(one => one.sayings.includes(letters));
  if (said.length > 0)
    return { stages: those(one => begun.includes(one.stage) || said.includes(one.stage)), naming: 'whole' };
  const partly = those(
    one =>
      begun.includes(one.stage) ||
      one.begun.some(({ saying, from }) => letters.length >= from && saying.startsWith(letters)),
  );
  if (partly.length > 0) return { stages: partly, naming: 'part' };
  if (letters.length < typoFrom) return null;
  const inSingular = singular(words);
  const mistyped = those(({ names, sayings }) =>
    [...names, ...sayings].some(name => name === inSingular || isOneTypoOff(letters, name)),
  );
  return mistyped.length > 0 ? { stages: mistyped, naming: 'typo' } : null;
}

/** The letters of words in the plural as in the singular: `citas agendadas`, `negociações`. */
function singular(words: string): string {
  const each = foldWords(words).split(/\s+/);
  return each
    .map(word =>
      lettersOf(word).replace(/oes$/, 'ao').replace(/ones$/, 'on').replace(/ais$/, 'al').replace(/s$/, ''),
    )
    .join('');
}

/** The number of `#3`; null for any other words. */
function stageNumberIn(words: string): number | null {
  const number = Number(/^#(\d)$/.exec(words)?.[1]);
  return stageDigits.includes(number) ? number : null;
}

/** Whether one letter added, left out, replaced, or two swapped make one of the other. */
function isOneTypoOff(typed: string, name: string): boolean {
  if (Math.abs(typed.length - name.length) > 1) return false;
  let at = 0;
  while (at < typed.length && typed[at] === name[at]) at++;
  const rest = (text: string, skipped: number): string => text.slice(at + skipped);
  const isSwapped = typed[at] === name[at + 1] && typed[at + 1] === name[at];
  return (
    rest(typed, 1) === rest(name, 1) ||
    rest(typed, 1) === rest(name, 0) ||
    rest(typed, 0) === rest(name, 1) ||
    (isSwapped && rest(typed, 2) === rest(name, 2))
  );
}
