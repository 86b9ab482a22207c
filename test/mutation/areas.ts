import { filesUnder } from '../house/source.ts';

/** What is mutated, and the folders whose unit tests should notice: each area reaches the bar of its own. */
export const areas = {
  outbox: { code: ['main/outbox'], tests: ['main/outbox', 'main/usecase', 'main/store'] },
  raze: { code: ['main/raze'], tests: ['main/raze', 'main/usecase'] },
  store: { code: ['main/store'], tests: ['main/store', 'main/usecase', 'main/outbox'] },
  search: { code: ['main/search/matching', 'main/search/ranking'], tests: ['main/search', 'main/usecase'] },
  line: { code: ['main/line'], tests: ['main/line'] },
  state: { code: ['renderer/state'], tests: ['renderer/state'] },
} as const satisfies Record<string, { readonly code: readonly string[]; readonly tests: readonly string[] }>;

export type Area = keyof typeof areas;

/** Mutants killed of a hundred, in every area. */
export const bar = 85;

export const isArea = (name: string): name is Area => Object.hasOwn(areas, name);

export const filesOf = (area: Area): string[] => filesUnder(areas[area].code);

/** Whether a test file is one of an area's. */
export const isTestOf = (area: Area, test: string): boolean =>
  areas[area].tests.some(folder => test.startsWith(`test/${folder}/`));

export const testGlobs = (of: readonly Area[]): string[] => [
  ...new Set(of.flatMap(area => areas[area].tests.map(folder => `test/${folder}/**/*.test.ts`))),
];
