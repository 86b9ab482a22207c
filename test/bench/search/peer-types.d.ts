/**
 * What `peers.ts` uses of its libraries: they are installed for the benchmark only (test/bench/package.json), and the types
 * are checked with everything else.
 */
declare module '@leeoniya/ufuzzy' {
  type Options = Readonly<Record<'intraMode' | 'intraIns' | 'intraSub' | 'intraTrn' | 'intraDel', number>>;
  export default class uFuzzy {
    constructor(options: Options);
    search(
      texts: string[],
      text: string,
      outOfOrder: number,
      infoMost: number,
    ): [found: number[] | null, info: { readonly idx: readonly number[] } | null, order: number[] | null];
  }
}

declare module '@orama/orama' {
  interface Database {
    readonly schema: unknown;
  }
  export function create(options: { readonly schema: Readonly<Record<string, 'string'>> }): Database;
  export function insertMultiple(
    database: Database,
    documents: readonly Readonly<Record<string, string>>[],
  ): unknown;
  export function search(
    database: Database,
    query: { readonly term: string; readonly tolerance: number; readonly limit: number },
  ): { readonly hits: readonly { readonly id: string }[] };
}

declare module 'flexsearch' {
  class Index {
    constructor(options: { readonly tokenize: 'forward'; readonly encoder: 'Normalize' });
    add(id: number, text: string): void;
    search(text: string, options: { readonly limit: number }): (number | string)[];
  }
  const FlexSearch: { readonly Index: typeof Index };
  export default FlexSearch;
}

declare module 'fuse.js' {
  export default class Fuse<Row> {
    constructor(
      rows: readonly Row[],
      options: {
        readonly keys: readonly (keyof Row)[];
        readonly ignoreLocation: boolean;
        readonly threshold: number;
        readonly ignoreDiacritics: boolean;
      },
    );
    search(text: string, options: { readonly limit: number }): { readonly item: Row }[];
  }
}

declare module 'fuzzysort' {
  interface Prepared {
    readonly target: string;
  }
  const fuzzysort: {
    prepare(text: string): Prepared;
    go<Row>(
      text: string,
      rows: readonly Row[],
      options: { readonly key: keyof Row; readonly limit: number },
    ): readonly { readonly obj: Row }[];
  };
  export default fuzzysort;
}

declare module 'minisearch' {
  export default class MiniSearch<Row> {
    constructor(options: {
      readonly fields: readonly (keyof Row)[];
      readonly processTerm: (term: string) => string;
      readonly searchOptions: {
        readonly prefix: boolean;
        readonly fuzzy: (term: string) => number;
        readonly combineWith: 'AND';
      };
    });
    addAll(rows: readonly Row[]): void;
    search(text: string): { readonly id: unknown }[];
  }
}
