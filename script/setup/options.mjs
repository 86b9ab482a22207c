/**
 * The options of the commands that set up before they start another program: both read them here, so that what is wrong is told before
 * anything is set up.
 */
const flag = /** @type {const} */ ({ type: 'boolean', default: false });

/** As `languages` and `dialects` of main/contract, which the oldest Node cannot read. */
export const languages = /** @type {const} */ (['pt-BR', 'en', 'es']);
export const dialects = /** @type {const} */ (['documented', 'status', 'stage_id']);

export const heardOptions = /** @type {const} */ ({
  language: { type: 'string', default: '', choices: languages },
  json: flag,
});
export const firstLightOptions = /** @type {const} */ ({
  host: { type: 'string', default: 'electron', choices: ['electron', 'stand-in'] },
  out: { type: 'string', default: 'first-light' },
  json: flag,
});
export const screenshotsOptions = /** @type {const} */ ({
  /** A language, or it and the appearance. */
  only: {
    type: 'string',
    choices: [...languages.flatMap(it => [it, `${it}/light`, `${it}/dark`]), 'pseudo'],
  },
  'no-film': flag,
  'no-stills': flag,
});
/** Of each benchmark, by its name. */
export const benchOptions = /** @type {const} */ ({
  directory: { json: flag, rows: { type: 'string', default: '100000', least: 1 } },
  keystroke: { size: { type: 'string', default: '100000', least: 1 }, json: flag },
  line: { cases: { type: 'string' }, size: { type: 'string', least: 1 }, json: flag },
  outbox: { json: flag },
  popup: { json: flag },
  search: {
    size: { type: 'string', default: '100000', least: 24 },
    json: flag,
    peers: flag,
    unseen: flag,
    seed: { type: 'string', default: '4711', least: 0 },
    picture: flag,
    pack: { type: 'string' },
    'make-pack': { type: 'string' },
    kinds: flag,
    missed: flag,
  },
});
