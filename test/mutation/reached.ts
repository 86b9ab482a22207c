import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect } from 'vitest';

/** Set up before each test file: writes down which blocks of the product it reached, where that is asked for. */
const folder = process.env.REACHED_FOLDER;
if (folder !== undefined) {
  const reached = new Set<string>();
  Object.assign(globalThis, { reached });
  afterAll(() => {
    mkdirSync(folder, { recursive: true });
    const { testPath = '' } = expect.getState();
    const name = `${basename(testPath)}-${process.pid}-${performance.now()}.json`;
    writeFileSync(join(folder, name), JSON.stringify({ testPath, reached: [...reached] }));
  });
}
