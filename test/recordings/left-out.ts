/** What the comparison leaves out, and why. Nothing else is. */
export const leftOut: readonly (readonly [what: string, why: string])[] = [
  // the stand-in's answers
  ['the wording of messages', 'only that there is one: the real server’s parsers word them'],
  ['endpoints and documentation of the API’s root', 'a list of routes that nothing here uses'],
  ['moments after the recording began', 'only their form: the recording’s own clock is not in it'],
  [
    'the bytes of entity tags',
    'they are made of moments; that there is one, and what If-None-Match does, is compared',
  ],
  [
    'which of rows with equal sort keys comes when',
    'the database’s whim; that the keys come in this order is compared',
  ],
  ['which rows a walk loses', 'as above; that it loses some is compared'],
  ['values that an event changed without telling them', '“phone changed”, “row … renamed”'],
  ['headers of CORS, length and content type', 'no client of ours looks at them'],
  [
    'what follows an event that is not known',
    'nobody can say what is true then; the event itself is a mismatch',
  ],
  // what we make of the recorded answers
  ['members of the bulk account’s rows', 'recorded by their ids; the stand-in’s own stand for them'],
  [
    'deal values and their currency in lists of the status revision',
    'it tells none there: nothing may be made of that',
  ],
  [
    'stage names in single rows of the stage_id revision',
    'it tells none there: what lists told before stands for them',
  ],
  [
    'answers without a body to a 2xx (HEAD, OPTIONS)',
    'nothing of ours asks so; that they are no success is compared',
  ],
  ['the rows of answers to PUT', 'nothing of ours sends one; they are read as the single rows they are'],
  ['stages that no answer has told yet', 'nobody can know them'],
  [
    'stages told by rows most of which have strayed there',
    'nobody can know where they belong until more rows are seen there',
  ],
  [
    'whether all rows arrive in a directory, for accounts of which no whole walk was recorded',
    'a directory asks for walks of its own; where they were recorded it is compared',
  ],
  // the published pages
  [
    'creating, changing and deleting opportunities, and contacts',
    'nothing of ours asks for them: the demo server answers 404, and their answers are read',
  ],
  ['the codes of errors that only these come to', 'as above; what we make of each is compared'],
  [
    'names of campaigns and colleagues, profile links, details of an error',
    'the demo server makes ids of names and has no such links',
  ],
  ['rows behind the first of a page’s example', 'the pages show one'],
];
