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

/** Words that stand before a person's name, normalized, as people write them. */
export const formsOfAddress = wordsOf({
  portuguese:
    'sr sra srta snr senhor senhora dr dra doutor doutora prof profa professor professora dona seu eng adv',
  spanish: 'srs don dona lic ing senor senora doctor doctora',
  italian: 'sig signor signora dott dottssa avv',
  french: 'm mm mme mlle monsieur madame maitre',
  german: 'herr frau',
  dutch: 'dhr mevr meneer mevrouw',
  english: 'mr mrs ms miss mister sir madam professor',
  polish: 'pan pani',
});

/**
 * Words that mean the same, normalized, a group between two commas: short forms beside what they stand for, as people write them
 * in names, on signs and in contracts. `&` is the sign as a word of a row.
 */
const equivalents = Object.values({
  portuguese:
    'jr junior, s sao, s santo, s santa, sto santo, sta santa, n nossa, ns nossa, nsa nossa, sra senhora, s senhora, ns senhora, ' +
    'nsa senhora, sr senhor, dr doutor, dra doutora, prof professor, profa professora, irm irmaos, ltda lda limitada, cia companhia, sa anonima, ind industria, com comercio, ' +
    'imp importacao, exp exportacao, rep representacoes, repres representacoes, serv servicos, transp transportes, constr construcoes, ' +
    'distrib distribuidora',
  spanish:
    'sr senor, sra senora, dr doctor, dra doctora, prof profesor, profa profesora, fco francisco, ma maria, ntra nuestra, hnos hermanos, ' +
    'ltda limitada, cia compania, serv servicios',
  english:
    'st saint, bros brothers, co company, corp corporation, inc incorporated, ltd limited, intl international',
  german: 'st sankt, dr doktor, gebr gebruder',
  dutch: 'gebr gebroeders',
  french: 'st saint, ste sainte, ste societe, ets etablissements, cie compagnie, sa anonyme',
  italian: 'lli fratelli',
  any: '& e y and und et en',
}).flatMap(groups => groups.split(', ').map(group => group.split(' ')));

/** Digits up to which a number in a row may have zeros before it, and a typed one: four are the last digits of a phone. */
const mostPadded = 4;
const mostTypedPadded = 3;

/** The same number with other zeros before it, as titles and dates have them: `60` as `060`. */
function paddedOtherwise(digits: string): readonly string[] {
  const number = digits.replace(/^0+(?=\d)/, '');
  if (number !== digits && digits.length > mostTypedPadded) return [];
  return Array.from({ length: mostPadded }, (_, zeros) => number.padStart(zeros + 1, '0'));
}

/** Letters from which on a word that is still being typed may stand for the whole one. */
const minBegun = 4;

/** The words that mean the same as one that was typed, or begun, and do not begin so themselves. */
export const equivalentsOf = (typed: string): readonly string[] => {
  const alike = /^\d{1,4}$/.test(typed)
    ? paddedOtherwise(typed)
    : equivalents
        .filter(group =>
          group.some(word => word === typed || (typed.length >= minBegun && word.startsWith(typed))),
        )
        .flat();
  return [...new Set(alike)].filter(word => !word.startsWith(typed));
};
