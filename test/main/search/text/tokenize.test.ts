import { expect, test } from 'vitest';
import { parseQuery } from '../../../../main/search/text/query.ts';
import { newTokens, tokenize, tokenizeField } from '../../../../main/search/text/tokenize.ts';

const wordsOf = (text: string, read = tokenize): string[] => {
  const words = read(text, newTokens());
  return Array.from({ length: words.count }, (_, at) => {
    const start = words.starts[at] ?? 0;
    return String.fromCharCode(...words.text.codes.subarray(start, start + (words.lengths[at] ?? 0)));
  });
};

test.each([
  ['João da Silva', ['joao', 'da', 'silva']],
  ['JOA\u0303O', ['joao']],
  ['Weiß Ørsted Łódź Þór Æsir œuvre', ['weiss', 'orsted', 'lodz', 'thor', 'aesir', 'oeuvre']],
  ['Maria-José (Zé) / Ltda.', ['maria', 'jose', 'ze', 'ltda']],
  ['joao.silva+crm@acme.com.br', ['joao', 'silva', 'crm', 'acme', 'com', 'br']],
  ['S.A. de C.V.', ['sa', 'de', 'cv']],
  ['A.B.Cd E\u0301.A.B. x.y@z.com', ['ab', 'cd', 'eab', 'xy', 'z', 'com']],
  ["O'Brien's ß.A. S.'A.", ['obriens', 'ss', 'a', 'sa']],
  ['S/A a/c Ana 24/7 1/2 a/1 s/ Ana', ['sa', 'ac', 'ana', '24', '7', '1', '2', 'a', '1', 's', 'ana']],
  ['Ferro&Filhos ＆ Cia', ['ferro', 'filhos', 'cia']],
  ['J. R. R. Tolkien', ['j', 'r', 'r', 'tolkien']],
  ["O'Brien D’Ávila", ['obrien', 'brien', 'davila', 'avila']],
  ["'quoted'", ['quoted']],
  ['Ｆｕｌｌ ½ ﬁn', ['full', '1', '2', 'fin']],
  ['Иван Петров 山田', ['иван', 'петров', '山田']],
  ['İstanbul ΣΟΦΟΣ σοφος', ['istanbul', 'σοφοσ', 'σοφοσ']],
  ['zero\u200bwidth soft\u00adhyphen', ['zerowidth', 'softhyphen']],
  ['𝓑𝓮𝓪 𝐁𝐎𝐋𝐃 ℂ№ Acme™ Brasil℠', ['bea', 'bold', 'cno', 'acme', 'brasil']],
  ['فاطمة مُحَمَّـد مصطفى علی کریم', ['فاطمه', 'محمد', 'مصطفي', 'علي', 'كريم']],
  ['サトウ ｻｸﾗ ガー ヴ', ['さとう', 'さくら', 'かー', 'う']],
  ['nº12 №3 1ª2ºA Mª', ['no', '12', 'no', '3', '1a', '2o', 'a', 'ma']],
  ['٢٠٢٥ ۱۲ ४५𑛙 ９', ['2025', '12', '459', '9']],
  ['', []],
  [' .-\u0301 ', []],
])('%j is read as %j', (text, words) => expect(wordsOf(text)).toEqual(words));

test.each([
  ['cafe\u03013 3', ['cafe3', '3']],
  ["d'avila o''brien", ['davila', 'obrien']],
  ["'silva 'acme", ['silva', 'acme']],
  ['ferro & filhos &', ['ferro', 'filhos']],
])('%j typed asks for %j', (typed, terms) => {
  expect(parseQuery(typed, newTokens()).terms.map(term => term.text)).toEqual(terms);
});

test('a text without end is read by its beginning', () => {
  expect(wordsOf('word '.repeat(5000))).toHaveLength(31);
  expect(wordsOf('x'.repeat(5000))).toEqual(['x'.repeat(63)]);
  expect(wordsOf('ﷺ'.repeat(479)).length).toBeLessThanOrEqual(31);
});

test.each([
  ['Ferro&Filhos ＆ Cia', ['ferro', '&', 'filhos', '&', 'cia']],
  ['C&A Modas', ['c', '&', 'c&a', 'a', 'modas']],
  ['AT&T & Sons A&Co', ['at', '&', 'at&t', 't', '&', 'sons', 'a', '&', 'a&co', 'co']],
  ['H & M, X&Cia &B C&', ['h', '&', 'm', 'x', '&', 'cia', '&', 'b', 'c', '&']],
  ["O'Brien", ['obrien', 'brien']],
  ['王小明', ['王小明', '小明', '明']],
  ['さくら花子 a', ['さくら花子', 'くら花子', 'ら花子', '花子', '子', 'a']],
  [
    '株式会社ABC商事',
    ['株式会社abc商事', '式会社abc商事', '会社abc商事', '社abc商事', 'abc商事', '商事', '事'],
  ],
  ['김민수', ['김민수', '민수', '수'].map(word => word.normalize('NFKD'))],
  ['Иван', ['иван']],
])('%j in a field is read as %j', (text, words) => expect(wordsOf(text, tokenizeField)).toEqual(words));
