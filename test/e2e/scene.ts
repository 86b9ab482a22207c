import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Bridge } from '../../main/contract/bridge.ts';
import type { Dialect } from '../../main/contract/model.ts';
import type { SampleStage } from '../deployed/pipelines.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { curtainOf, openWindow } from '../support/browser.ts';
import { noSession, type SecretService, startSecretService } from '../support/secret-service.ts';
import { type Server, type ServerOptions, startServer } from '../support/servers/server.ts';
import { checkAccess } from './access.ts';
import { type Ran, runCommandIn } from './automation/command.ts';
import { type Hands, keyboard } from './hands.ts';

export interface SceneOptions {
  readonly browser: Browser;
  readonly server?: Omit<ServerOptions, 'dialect'>;
  readonly dialect?: Dialect;
  /** Where the API is, instead of at the scene's own server. */
  readonly address?: string;
  /** `none`: a machine without a Secret Service. */
  readonly keychain?: 'real' | 'none';
  readonly language?: string;
  /** How the popup is used; by keyboard alone unless told. */
  readonly hands?: Hands;
  /** A harder system, or another one (`test/webhost/modes.ts`): arguments of the host. */
  readonly system?: readonly string[];
  /** The search is warmed up at the start as it is for a user: most of a scene's processor time. Left cold unless told. */
  readonly warmsUp?: boolean;
}

/** One person's machine: the built app, a server of its own, a keychain of its own, and the popup in a browser. */
export interface Scene {
  readonly server: Server;
  readonly app: RunningApp;
  readonly page: Page;
  readonly box: Locator;
  readonly service: SecretService | null;
  readonly folder: string;
  /** Over this process's own environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dialect: Dialect;
  readonly hands: Hands;
  /** axe-core finds nothing in the state on the page. The steps below look by themselves, and so does the end. */
  check(): Promise<void>;
  /** What the server was asked to change, in order: id, the stage's name, body and key as sent, the answer. */
  patches(): readonly Patch[];
  /** What the wire calls the stage of this name in the opportunity's pipeline. */
  stageOf(opportunity: string, name: string): string;
  /** Puts every opportunity with such a name or company into the first stage of its pipeline, before the app reads the list. */
  reopen(name: RegExp): void;
  /** Ends the app (killed or by quitting) and starts it again on the same data. */
  restart(how?: 'quit' | 'kill'): Promise<void>;
  /** First run: types the key and waits for the search box. */
  signIn(key?: string): Promise<void>;
  /** Types, with the popup shown first where it is hidden, and waits for the row. */
  search(text: string, name?: string | RegExp): Promise<Locator>;
  /** Searches, opens the picker with Enter, picks by the stage's name and waits until the popup has gone. */
  pick(text: string, name: string | RegExp, stage: string): Promise<void>;
  /** Settles when the whole list is here and nothing more is being read. */
  loaded(): Promise<void>;
  /** Presses the hotkey, once the page is covered, and waits for the popup to show. */
  press(): Promise<void>;
  /** Changes the undo window as the settings do. */
  undoSeconds(seconds: number): Promise<void>;
  openSettings(): Promise<void>;
  /** Clicks "Sync now" in the tray again and again, as an impatient person would, until the fact holds. */
  syncUntil(fact: () => boolean): Promise<void>;
  /** Runs `raze-quick-stage` with these arguments on this machine, to its end. Throws if it tells a key. */
  command(...args: readonly string[]): Promise<Ran>;
  /** Settles when the server has answered so many PATCHes. */
  patched(count: number): Promise<void>;
  end(): Promise<void>;
}

export interface Patch {
  readonly id: string;
  readonly stage: string | undefined;
  readonly body: unknown;
  readonly key: string | undefined;
  readonly status: number;
}

/** What a key is tried with: no opportunity has this id. */
const nobody = '00000000-0000-0000-0000-000000000000';
const stagePath = /^\/external\/v1\/opportunities\/([^/]+)\/stage$/;

export async function startScene(options: SceneOptions): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'raze-e2e-'));
  const { dialect = 'documented' } = options;
  const server = await startServer({ count: 150, dialect, ...options.server });
  const service = options.keychain === 'none' ? null : await startSecretService();
  const env = {
    ...(service?.env ?? (await noSession())),
    XDG_CACHE_HOME: `${folder}-cache`,
    RAZE_API_URL: options.address ?? server.url,
    RAZE_COLD_SEARCH: options.warmsUp ? undefined : '1',
  };
  const args = [`--lang=${options.language ?? 'en-US'}`, ...(options.system ?? [])];
  let app = await startApp({ userDataDir: folder, env, args });
  const open = async (): Promise<Page> => {
    const opened = await openWindow(options.browser, await app.url(), {
      viewport: { width: 640, height: 640 },
    });
    opened.setDefaultTimeout(30_000);
    return opened;
  };
  let page = await open();
  const stagesOf = ({ pipeline }: { readonly pipeline: string }): readonly SampleStage[] =>
    server.pipelines.find(({ id }) => id === pipeline)?.stages ?? [];
  const nameOf = (stage = ''): string | undefined =>
    server.pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stage)?.name;

  /** The app speaks to the API and to nobody else. */
  const meetNoStranger = (): void => {
    const strangers = app.strangers();
    if (strangers.length > 0) throw new Error(`The app has contacted ${strangers.join(', ')}`);
  };

  const scene: Scene = {
    dialect,
    hands: options.hands ?? keyboard,
    server,
    service,
    folder,
    env,
    get app() {
      return app;
    },
    get page() {
      return page;
    },
    get box() {
      return page.getByRole('combobox', { name: 'Search opportunities' });
    },
    check: () => checkAccess(page),
    patches: () =>
      server.requests.flatMap(({ method, path, headers, body, status }) => {
        const id = stagePath.exec(path)?.[1];
        if (method !== 'PATCH' || id === undefined || id === nobody) return [];
        const sent = JSON.parse(body) as { status?: string; stage_id?: string };
        return [
          { id, stage: nameOf(sent.status ?? sent.stage_id), body: sent, key: headers['x-api-key'], status },
        ];
      }),
    stageOf(opportunity, name) {
      const row = server.book.get(opportunity);
      const stage = row && stagesOf(row).find(stage => stage.name === name);
      if (!stage) throw new Error(`${opportunity} has no stage ${name}`);
      return stage.id;
    },
    reopen(name) {
      for (const row of server.book.all().filter(row => name.test(row.name) || name.test(row.company))) {
        const [first] = stagesOf(row);
        if (first !== undefined && row.stage !== first.id) server.move(row.id, first.id);
      }
    },
    async restart(how = 'quit') {
      meetNoStranger();
      await page.context().close();
      await (how === 'quit' ? app.stop() : app.kill());
      app = await startApp({ userDataDir: folder, env, args });
      page = await open();
    },
    async signIn(key = server.key) {
      const field = page.getByRole('textbox', { name: 'API key' });
      await field.waitFor();
      await scene.check();
      await scene.hands.write(field, key);
      await scene.hands.press(page.getByRole('button', { name: 'Connect' }));
      const begin = page.getByRole('button', { name: 'Start' });
      await begin.waitFor();
      await scene.check();
      await scene.hands.press(begin);
      await scene.box.waitFor();
      await scene.check();
    },
    async search(text, name = /./) {
      if (!(await app.until('window')).visible) await scene.press();
      await scene.hands.write(scene.box, text);
      await page.locator(`.pane[data-answers=${JSON.stringify(text)}]`).waitFor();
      const results = page.getByRole('listbox', { name: 'Opportunities' });
      const row = results.getByRole('option', { name }).first();
      await row.waitFor();
      await scene.check();
      return row;
    },
    async pick(text, name, stage) {
      const row = await scene.search(text, name);
      await scene.hands.open(row);
      const option = page
        .getByRole('listbox', { name: /^Stage/ })
        .getByRole('option')
        .filter({ has: page.locator('.name', { hasText: stage }) });
      await option.waitFor();
      await scene.check();
      const hidden = app.next('window', ({ visible }) => !visible);
      await scene.hands.commit(option);
      await hidden;
    },
    async loaded() {
      // Not `waitForFunction`: it takes the promise of an answer for a yes.
      await page.evaluate(async () => {
        const bridge = Reflect.get(window, 'bridge') as Bridge;
        for (;;) {
          const reply = await bridge.call('session.get', null);
          const { phase, known = 0, total } = reply.ok ? reply.value.directory : {};
          if (phase === 'idle' && known > 0 && known === total) return;
          await new Promise(resolve => setTimeout(resolve, 20));
        }
      });
    },
    async press() {
      // A page that has not heard of the hiding yet would cover itself over the first letters.
      await curtainOf(page).waitFor();
      const shown = app.next('window', ({ visible }) => visible);
      await app.send({ do: 'shortcut' });
      await shown;
      await curtainOf(page).waitFor({ state: 'detached' });
    },
    async undoSeconds(seconds) {
      await page.evaluate(async undoSeconds => {
        const bridge = Reflect.get(window, 'bridge') as Bridge;
        await bridge.call('settings.change', { undoSeconds });
      }, seconds);
    },
    async openSettings() {
      await scene.hands.go(page, 'Settings');
      await page.getByRole('region', { name: 'Settings' }).waitFor();
      await scene.check();
    },
    async syncUntil(fact) {
      while (!fact()) {
        await app.send({ do: 'menu', path: ['sync'] });
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    },
    async command(...args) {
      const ran = await runCommandIn(folder, args, env);
      if (/_live_/.test(ran.out + ran.error) || (ran.out + ran.error).includes(server.key))
        throw new Error(`${args[0]} has told a key`);
      return ran;
    },
    patched: count => until(() => scene.patches().length >= count),
    async end() {
      try {
        await scene.check();
        meetNoStranger();
      } finally {
        await page.context().close();
        await app.kill();
        await server.close();
        await service?.stop();
        for (const mine of [folder, `${folder}-cache`]) await rm(mine, { recursive: true, force: true });
      }
    },
  };
  return scene;
}

/** Looks at a plain fact of this process every few milliseconds until it holds; the test's own limit ends it. */
export async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise(resolve => setTimeout(resolve, 10));
}
