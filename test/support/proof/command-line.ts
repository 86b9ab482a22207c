import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Ends the program with one sentence, in place of a stack that is about this program and not about how it was called. */
export function endWith(sentence: string, code: 0 | 1 = 1): never {
  (code === 0 ? console.log : console.error)(sentence);
  process.exit(code);
}

/**
 * Reads the options of `npm run NAME`, as `parseArgs` does. `--help` ends the program with how it is called; an option that
 * it does not know, with what is wrong too.
 */
export function commandLine<const Known extends Options>(name: string, options: Known) {
  const usage = `npm run ${name} -- ${Object.entries(options).map(usageOf).join(' ')}`;
  if (process.argv.slice(2).some(it => it === '--help' || it === '-h')) endWith(usage, 0);
  const values = valuesOf(options, usage);
  return {
    values,
    /** A whole number of at least one; with any other the program ends, for it would prove nothing. */
    count(option: keyof Known & string): number {
      const text = String((values as Readonly<Record<string, unknown>>)[option]);
      const count = Number(text);
      if (Number.isSafeInteger(count) && count > 0) return count;
      return endWith(`--${option} is a whole number of at least 1, not "${text}": ${usage}`);
    },
  };
}

function valuesOf<const Known extends Options>(options: Known, usage: string) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    // "Unknown option '--x'. To specify a positional argument …": Node's second sentence is about what no command here has.
    if (!(error instanceof TypeError)) throw error;
    return endWith(`${error.message.split('. ')[0]}: ${usage}`);
  }
}

function usageOf([option, { type, default: without }]: [string, Options[string]]): string {
  const value =
    type === 'boolean'
      ? ''
      : ` ${without === undefined || without === '' ? '…' : [without].flat().join(',')}`;
  return `[--${option}${value}]`;
}
