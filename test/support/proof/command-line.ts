import type { ParseArgsConfig, parseArgs } from 'node:util';
import { asked } from '../../../script/setup/asked.mjs';

type Options = NonNullable<ParseArgsConfig['options']>;
/** The options whose values `asked` holds to whole numbers. */
type Counted<Known> = {
  [Name in keyof Known]: Known[Name] extends { readonly least: number } ? Name : never;
}[keyof Known] &
  string;
type ValuesOf<Known extends Options> = ReturnType<typeof parseArgs<{ options: Known }>>['values'];

/** Ends the program with one sentence, in place of a stack that is about this program and not about how it was called. */
export function endWith(sentence: string, code = 1): never {
  (code === 0 ? console.log : console.error)(sentence);
  process.exit(code);
}

/** Reads the options of `npm run NAME` as `asked` does. */
export function commandLine<const Known extends Options>(name: string, options: Known) {
  const values = asked(name, options).values as ValuesOf<Known>;
  return {
    values,
    /** The number that an option with a `least` has. */
    count: (option: Counted<Known>): number => Number((values as Readonly<Record<string, unknown>>)[option]),
  };
}
