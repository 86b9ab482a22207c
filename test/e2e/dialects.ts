import { afterAll, afterEach, beforeEach, describe } from 'vitest';
import { type Dialect, dialects } from '../../main/contract/model.ts';
import { sharedBrowser } from '../support/browser.ts';
import { type Scene, type SceneOptions, startScene } from './scene.ts';

export interface Ground {
  readonly dialect: Dialect;
  /**
   * Starts a machine whose server speaks the dialect. One that a test started ends with that test, one started
   * before the tests ends after them.
   */
  start(options?: Omit<SceneOptions, 'browser' | 'dialect'>): Promise<Scene>;
}

/** Says the tests once for each dialect of the API: every scene in which it matters what a server says goes through here. */
export function onEachDialect(about: string, tests: (ground: Ground) => void): void {
  onDialects(dialects, about, tests);
}

/** Says the tests once, on a deployed server: they are about this machine, and the server only has to let it in. */
export function onOneDialect(about: string, tests: (ground: Ground) => void): void {
  onDialects(['status'], about, tests);
}

function onDialects(spoken: readonly Dialect[], about: string, tests: (ground: Ground) => void): void {
  describe(about, () => {
    describe.each(spoken)('%s', dialect => {
      const running: Scene[] = [];
      const end = (from: number) => Promise.all(running.splice(from).map(scene => scene.end()));
      let lasting = 0;
      beforeEach(() => {
        lasting = running.length;
      });
      afterEach(() => end(lasting));
      afterAll(() => end(0));

      tests({
        dialect,
        async start(options) {
          const scene = await startScene({ ...options, browser: await sharedBrowser(), dialect });
          running.push(scene);
          return scene;
        },
      });
    });
  });
}
