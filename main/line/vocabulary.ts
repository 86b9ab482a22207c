/** Words of a line that are neither a name nor a stage, folded, in Portuguese, English and Spanish. */

/** Between a name and a stage. */
export const fillers: ReadonlySet<string> = new Set(
  'para pra pro p/ p/a a ao em no na to in into as como hacia -> => → ➔ ➜ ⇒ > = : - – —'.split(' '),
);

/** Open rows that nobody has touched for long; `parados 30` says for how many days. */
export const stale: readonly string[] = [
  ...['parados', 'parado', 'paradas', 'parada', 'sem mexer', 'sem movimento', 'esquecidos'],
  ...['stale', 'untouched', 'idle'],
  ...['sin mover', 'sin movimiento', 'estancados', 'estancadas', 'estancado', 'detenidos', 'olvidados'],
];

/** Behind a word for those rows: for how many days, and the word for days. */
export const staleFor =
  /^(?:(?: (?:ha|hace|for|por|desde))?(?: (?:mais de|mas de|more than|over))? (\d{1,4}) ?(\p{L}+)?)?$/u;

/** Only rows of the user's own. */
export const mine: ReadonlySet<string> = new Set(['meus', 'minhas', 'mine', 'my', 'mis', 'mios', 'mias']);

/** Everybody's rows, where lists have the user's own. */
export const everybodys: ReadonlySet<string> = new Set(['todos', 'todas', 'all']);

/** What was moved from here today. */
export const today: readonly string[] = ['hoje', 'today', 'hoy'];

export const days: ReadonlySet<string> = new Set(['dia', 'dias', 'day', 'days', 'd']);
