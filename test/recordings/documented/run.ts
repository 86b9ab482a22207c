import { choiceCases } from './choices.ts';
import { readDocumented } from './documented.ts';
import { errorCases } from './errors.ts';
import { exampleCases } from './examples.ts';
import { parameterCases } from './parameters.ts';
import { startDocumented } from './server.ts';

export interface DocumentedResult {
  readonly cases: number;
  /** Where the demo server answers otherwise than the pages say, one line each. */
  readonly sandbox: readonly string[];
  /** Where we make something else of an answer, one line each. */
  readonly client: readonly string[];
}

/** Holds the demo server and our reading to every request, answer and error of the published pages. */
export async function runDocumented(): Promise<DocumentedResult> {
  const { examples, endpoints } = readDocumented();
  const cases = [
    ...exampleCases(examples),
    ...errorCases(endpoints),
    ...parameterCases(endpoints),
    ...choiceCases,
  ];
  const found = { sandbox: [] as string[], client: [] as string[] };
  for (const { name, of, check } of cases) {
    const server = await startDocumented();
    try {
      for (const line of await check(server)) found[of].push(`documented, ${name}: ${line}`);
    } finally {
      await server.server.close();
    }
  }
  return { cases: cases.length, ...found };
}
