import type { Plural } from './plural.ts';
import type { ptBR } from './pt-br.ts';
import type { ptBRLater } from './pt-br-later.ts';

type Typed<T> = { readonly [K in keyof T]: T[K] extends string ? string : Plural };
export type FirstWords = Typed<typeof ptBR>;
export type LaterWords = Typed<typeof ptBRLater>;
export type Words = FirstWords & LaterWords;
export type WordKey = keyof Words;
export type TextKey = { [K in WordKey]: Words[K] extends string ? K : never }[WordKey];
export type PluralKey = Exclude<WordKey, TextKey>;
