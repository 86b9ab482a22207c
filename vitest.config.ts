import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findChromium } from './test/support/browser.ts';

/** Of the page, what needs no browser to be seen: the reducer, the keys, the words. */
const pageWithoutBrowser = [
  'test/renderer/state/**/*.test.ts',
  'test/renderer/i18n/words.test.ts',
  'test/renderer/i18n/regions.test.ts',
];

/** How long `expect.poll` looks for what has to come, in milliseconds. Its own second is too little for a busy machine. */
const patience = { poll: { timeout: 20_000 } };

/** Unit and integration tests run in Node; `e2e` and `smoke` drive the built app. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'main',
          include: [
            'test/walls.test.ts',
            'test/house/**/*.test.ts',
            'test/main/**/*.test.ts',
            'test/script/**/*.test.ts',
          ],
          // Loading the product anew for each file would take as long as the tests.
          isolate: false,
          // Generous, for machines that do something else besides; no test waits for a duration.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          expect: patience,
        },
      },
      {
        test: {
          name: 'state',
          include: [...pageWithoutBrowser],
          isolate: false,
        },
      },
      {
        plugins: [preact()],
        optimizeDeps: {
          include: ['preact', 'preact/hooks', 'preact/jsx-runtime', 'preact/jsx-dev-runtime', 'axe-core'],
        },
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.ts'],
          exclude: [...pageWithoutBrowser],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 640, height: 720 },
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? 'chromium', args: [...chromiumArguments] },
            }),
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/webhost/**/*.test.ts', 'test/conformance/**/*.test.ts'],
          // As above: no scene waits for a duration, and a machine may do much else besides.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: patience,
          // Each scene has its own app, server, keychain and folder; more than two would wait for each other's processor.
          maxWorkers: 2,
          // A worker's files share its Chromium, and what has been looked at for screen readers.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/packaged.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'smoke',
          include: ['test/smoke/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: patience,
          // One hotkey, one focus: two apps on a desktop would take them from each other.
          maxWorkers: 1,
        },
      },
    ],
  },
});
