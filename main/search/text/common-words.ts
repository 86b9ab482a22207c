/** The words of a table that is written language by language. */
const wordsOf = (byLanguage: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(Object.values(byLanguage).flatMap(words => words.split(' ')));

/** Small words between the parts of a name, normalized: they tell nobody apart. */
export const particles = wordsOf({
  portuguese: 'da das de do dos e',
  spanish: 'del la las los y',
  italian: 'dal dalla della dello di',
  french: 'des du le les et',
  german: 'und vom von zu zum zur',
  dutch: 'den der ten ter van',
  english: 'and of the',
  arabic: 'al bin bint ibn',
});

/**
 * Legal forms of companies as they are abbreviated (ISO 20275, the GLEIF's list of entity legal forms; ME, EPP and MEI by the
 * Brazilian Lei Complementar 123/2006), normalized.
 */
export const legalForms = wordsOf({
  portuguese: 'cia eireli epp lda ltda me mei sa slu ss',
  spanish: 'cv rl sac sapi sas sl slne srl',
  english: 'co corp inc llc llp ltd plc pty',
  german: 'ag gmbh kg ohg ug',
  french: 'eurl sarl sasu',
  italian: 'sapa snc spa srls',
  dutch: 'bv nv',
  nordic: 'ab aps as oy oyj',
  polish: 'oo sp',
});
