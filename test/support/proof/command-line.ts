import type { ParseArgsConfig, parseArgs } from 'node:util';
import { asked, misuse } from '../../../script/setup/asked.mjs';

type Options = NonNullable<ParseArgsConfig['options']>;
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
    /** A whole number of at least one; with any other the program ends, for it would prove nothing. */
    count(option: keyof Known & string): number {
      const text = String((values as Readonly<Record<string, unknown>>)[option]);
      const count = Number(text);
      if (Number.isSafeInteger(count) && count > 0) return count;
      return endWith(`--${option} is a whole number of at least 1, not "${text}".`, misuse);
    },
  };
}
