import { join } from 'node:path';
import type { Plugin } from 'vite';
import {
  createVitest,
  type Reporter,
  type TestModule,
  type TestRunEndReason,
  type Vitest,
} from 'vitest/node';
import { slowTests } from '../../script/slow-tests.mjs';
import { nameOf, root } from '../house/source.ts';

/** A text in the place of another in one file, as the tests see it; nothing is written to disk. */
export interface Replacement {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** How a test file went. */
export interface Ran {
  readonly file: string;
  readonly passed: boolean;
  readonly milliseconds: number;
}

export interface Outcome {
  /** False where a test failed, an error went unhandled, or a file could not be loaded. */
  readonly passed: boolean;
  readonly ran: readonly Ran[];
}

export interface Bench {
  /** Runs these test files (all of them where none is named) in this order, to the first that fails. */
  run(files?: readonly string[]): Promise<Outcome>;
  replace(replacement: Replacement | null): void;
}

const replacing = (current: () => Replacement | null): Plugin => ({
  name: 'mutant',
  enforce: 'pre',
  transform(code, id) {
    const mutant = current();
    if (mutant === null || nameOf(id) !== mutant.file) return null;
    return { code: code.slice(0, mutant.start) + mutant.put + code.slice(mutant.end), map: null };
  },
});

class InOrder {
  sort<T>(files: T[]): T[] {
    return files;
  }
  shard<T>(files: T[]): T[] {
    return files;
  }
}

class Listener implements Reporter {
  readonly #onRan: (() => void) | undefined;
  ran: Ran[] = [];
  reason: TestRunEndReason = 'passed';
  constructor(onRan: (() => void) | undefined) {
    this.#onRan = onRan;
  }
  onTestModuleEnd(module: TestModule): void {
    const { duration, collectDuration, prepareDuration } = module.diagnostic();
    this.ran.push({
      file: nameOf(module.moduleId),
      passed: module.ok(),
      milliseconds: Math.round(duration + collectDuration + prepareDuration),
    });
    this.#onRan?.();
  }
  onTestRunEnd(_modules: readonly TestModule[], _errors: readonly unknown[], reason: TestRunEndReason): void {
    this.reason = reason;
  }
}

/** Unit tests (globs) in one vitest that stays, with `plugins` over what they test. */
export async function createBench(options: {
  readonly tests: readonly string[];
  /** How many failures end a run; 0 for none. */
  readonly bail: number;
  readonly plugins?: readonly Plugin[];
  /** How many files run at a time, 1 unless told. */
  readonly workers?: number;
  /** How long a test or a hook may take, in milliseconds. */
  readonly limit: number;
  /** Told of each test file that has ended. */
  readonly onRan?: () => void;
}): Promise<Bench> {
  const listener = new Listener(options.onRan);
  let mutant: Replacement | null = null;
  const vitest: Vitest = await createVitest(
    {
      config: false,
      root,
      watch: false,
      // On disk only unchanged modules would be found again.
      fsModuleCache: false,
      include: [...options.tests],
      exclude: slowTests,
      setupFiles: [join(import.meta.dirname, 'reached.ts')],
      pool: 'forks',
      maxWorkers: options.workers ?? 1,
      bail: options.bail,
      testTimeout: options.limit,
      hookTimeout: options.limit,
      reporters: [listener],
      sequence: { sequencer: InOrder as never },
    },
    {
      plugins: [replacing(() => mutant), ...(options.plugins ?? [])],
    },
  );
  const all = await vitest.globTestSpecifications();
  const byFile = new Map(all.map(specification => [nameOf(specification.moduleId), specification]));
  return {
    async run(files = [...byFile.keys()]) {
      listener.ran = [];
      await vitest.runTestSpecifications(files.flatMap(file => byFile.get(file) ?? []));
      return { passed: listener.reason === 'passed', ran: listener.ran };
    },
    replace(next) {
      for (const { file } of [mutant, next].filter(it => it !== null))
        vitest.invalidateFile(join(root, file));
      mutant = next;
    },
  };
}
