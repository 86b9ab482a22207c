import { targets } from './people.ts';

export type Kind = 'name' | 'multi' | 'diacritic' | 'id' | 'phone' | 'email' | 'typo' | 'common';

/** What a person types, what was meant, and which planted target they look for (null: nobody in particular). */
export interface Typed {
  readonly text: string;
  readonly meant: string;
  readonly target: number | null;
  readonly kind: Kind;
}

const longest = 12;
const idOf = (target: number): string => targets[target]?.id ?? '';

const right = (kind: Kind, rows: readonly (readonly [text: string, target: number | null])[]): Typed[] =>
  rows.map(([text, target]) => ({ text, meant: text, target, kind }));

const wrong = (rows: readonly (readonly [text: string, meant: string, target: number])[]): Typed[] =>
  rows.map(([text, meant, target]) => ({ text, meant, target, kind: 'typo' }));

/** The given things to type, cut to twelve characters. */
export const typed: readonly Typed[] = [
  ...right('multi', [
    ['silva acme', 0],
    ['Acme joao', 0],
  ]),
  ...right('name', [
    ['acme', 0],
    ['thaynara q', 1],
  ]),
  ...right('multi', [['brandao meta', 1]]),
  ...right('name', [
    ['QUEVEDO', 1],
    ['zambrano ib', 2],
  ]),
  ...right('diacritic', [
    ['Gonçalo zam', 2],
    ['íris wass', 3],
  ]),
  ...right('multi', [
    ['bluebi wass', 3],
    ['porto kirch', 4],
  ]),
  ...right('name', [['portocarrero', 5]]),
  ...right('multi', [
    ['fitz crane', 6],
    ['oaxaca eche', 7],
    ['albuq yasm', 8],
  ]),
  ...right('name', [['czarnikow', 9]]),
  ...right('multi', [['rapid sarmi', 10]]),
  ...right('name', [
    ['pfitzner ev', 11],
    ['urrutia beng', 12],
  ]),
  ...right('multi', [
    ['trigo tavol', 13],
    ['nakam nikk', 14],
  ]),
  ...right('name', [['okonkwo', 17]]),
  ...right('multi', [['blum hoffm', 18]]),
  ...right('name', [['goytac', 19]]),
  ...right('multi', [['menchaca rig', 16]]),
  ...right('name', [['ferradura', 20]]),
  ...right('multi', [['farol bitt', 21]]),
  ...right('id', [
    [idOf(2).slice(0, 9), 2],
    [idOf(6).slice(4, 11), 6],
    [idOf(13).slice(0, 12), 13],
    [idOf(18).slice(4, 10), 18],
  ]),
  ...right('phone', [
    ['982314470', 0],
    ['99617-2083', 1],
    ['(81) 98776', 8],
    ['84177', null],
    ['1167', 14],
    ['5018', 19],
  ]),
  ...right('email', [
    ['thaynara.que', 1],
    ['iris.wass', 3],
    ['gzambrano@', 2],
    ['cdrummond42', 15],
    ['@oaxaca', 7],
    ['okonkwo@lag', 17],
  ]),
  ...wrong([
    ['slva acme', 'silva acme', 0],
    ['silav acme', 'silva acme', 0],
    ['acem joao', 'acme joao', 0],
    ['tainara quev', 'thaynara quev', 1],
    ['quevdo ipira', 'quevedo ipira', 1],
    ['bradnao metl', 'brandao metal', 1],
    ['zanbrano iba', 'zambrano iba', 2],
    ['gonsalo zamb', 'goncalo zamb', 2],
    ['waserman', 'wasserman', 3],
    ['wassremann', 'wasserman', 3],
    ['krichner', 'kirchner', 4],
    ['kirchenr por', 'kirchner por', 4],
    ['portocarero', 'portocarrero', 5],
    ['fitzgerlad cr', 'fitzgerald c', 6],
    ['bartolomew f', 'bartholomew f', 6],
    ['jimena eche', 'ximena eche', 7],
    ['echevaria oa', 'echeverria oa', 7],
    ['albuqerque y', 'albuquerque y', 8],
    ['czanikow', 'czarnikow', 9],
    ['guilermina s', 'guilhermina s', 10],
    ['fitzner evan', 'pfitzner evan', 11],
    ['urutia benog', 'urrutia bengo', 12],
    ['tavlaro', 'tavolaro', 13],
    ['nakmaura nik', 'nakamura nik', 14],
    ['drumond cass', 'drummond cass', 15],
    ['menhcaca', 'menchaca', 16],
    ['okonwko', 'okonkwo', 17],
    ['ofmann blum', 'hoffmann blum', 18],
    ['goitacazes', 'goytacazes', 19],
    ['quintlea', 'quintela', 20],
    ['bitencour', 'bittencour', 21],
    ['echebarria', 'etxebarria', 22],
    ['valadres jat', 'valadares jat', 23],
  ]),
  ...right('common', [
    ['maria silva', null],
    ['josé', null],
    ['ltda', null],
    ['garcia', null],
    ['ana paula', null],
    ['gmail', null],
    ['santos s.a.', null],
  ]),
].map(one => ({
  ...one,
  text: one.text.slice(0, longest),
  meant: one.meant === one.text ? one.text.slice(0, longest) : one.meant,
}));
