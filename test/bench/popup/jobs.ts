import type { Browser } from 'playwright-core';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { SandboxRecord } from '../../../main/sandbox/record.ts';
import { type Scene, startScene, until } from '../../e2e/scene.ts';
import { type Desk, deskAt, digitOf, stageNames, startAnew } from './desk.ts';
import { shortestLine } from './typist.ts';

/** A usual job, and the keys that it took after the hotkey; null where it could not be done by keyboard. */
export interface Job {
  readonly name: string;
  readonly keys: number | null;
  /** What went wrong where it could not be done. */
  readonly why?: string;
}

type Steps = (desk: Desk) => Promise<void>;

/** How long one job may take before it counts as impossible, in milliseconds. */
const patience = 20_000;

/** Moves an opportunity to its next stage, and opens the popup again. */
async function moveOn(desk: Desk, record: SandboxRecord): Promise<void> {
  await desk.find(record);
  await desk.press('Enter', digitOf('contacted'));
  await desk.scene.app.until('window', ({ visible }) => !visible);
  await startAnew(desk.scene);
}

const ordinary: Readonly<Record<string, Steps>> = {
  async 'next stage'(desk) {
    const record = desk.fresh('contacted');
    await desk.find(record);
    await desk.press('Enter', digitOf('qualified'));
    await desk.committed(record, 'qualified');
  },
  async 'given stage'(desk) {
    const record = desk.fresh('new');
    await desk.find(record);
    await desk.press('Enter', digitOf('negotiation'));
    await desk.committed(record, 'negotiation');
  },
  async 'one-liner'(desk) {
    const record = desk.fresh('new');
    const text = await shortestLine(desk.scene.page, record, 'proposal');
    await desk.type(text);
    await desk.answered(text);
    await desk.press('Enter');
    await desk.committed(record, 'proposal');
  },
  async namesake(desk) {
    const record = desk.fresh('contacted');
    const [first = ''] = record.name.split(' ');
    await desk.type(first.slice(0, 1).toLowerCase());
    await desk.answered(first.slice(0, 1).toLowerCase());
    await desk.press('ArrowDown', 'Enter');
    const name = await desk.scene.page.locator('#stages').getAttribute('aria-label');
    const chosen = desk.scene.server.book.all().find(({ name: own }) => name?.includes(own));
    if (chosen === undefined) throw new Error(`nobody is called ${name}`);
    const to = chosen.stage === 'negotiation' ? 'proposal' : 'negotiation';
    await desk.press(digitOf(to));
    await desk.committed(chosen, to);
  },
  async 'paste and digit'(desk) {
    const record = desk.fresh('new');
    await desk.paste(record.id);
    await desk.answered(record.id);
    await desk.press('Enter', digitOf('qualified'));
    await desk.committed(record, 'qualified');
  },
  async 'five deals to one stage'(desk) {
    const { page, server } = desk.scene;
    const shown = await page.locator('[role=option] .chip').allInnerTexts();
    const firstFive = shown.slice(0, 5).join(' ').toLowerCase();
    const to = stageNames.slice(0, 5).find(stage => !firstFive.includes(stage));
    if (to === undefined) throw new Error(`the first five stand in every stage: ${firstFive}`);
    const before = server.book.all().filter(({ stage }) => stage === to).length;
    for (let row = 0; row < 5; row++) await desk.press('Shift+ArrowDown');
    await desk.press('Enter');
    await page.locator('#stages').waitFor();
    await desk.press(digitOf(to));
    await until(() => server.book.all().filter(({ stage }) => stage === to).length >= before + 5);
  },
  async 'all in proposal'(desk) {
    await desk.press('Control+Digit4');
    await desk.sees('.heading', /Proposal/);
  },
  async stale(desk) {
    await desk.type('stale');
    await desk.sees('.heading', /days/);
  },
  async sums(desk) {
    await desk.press('Control+Digit4');
    await desk.sees('.heading', /\$\s?[\d.,]+/);
  },
  async open(desk) {
    const opened = desk.scene.app.next('open-external');
    await desk.press('Control+O');
    await opened;
  },
  async 'copy phone'(desk) {
    const record = desk.fresh();
    await desk.find(record);
    const copied = desk.scene.app.next('clipboard', ({ text }) => text === record.phone);
    await desk.press('Control+Shift+P');
    await copied;
  },
  async 'lost with reason'(desk) {
    const record = desk.fresh('new');
    await desk.find(record);
    await desk.press('Enter', 'End', 'Tab');
    await desk.type('price');
    await desk.press('Enter');
    await desk.committed(record, 'lost');
    const kept = await notes(desk.scene);
    if (!kept.includes('price')) throw new Error(`the reason is not in the history: ${kept}`);
  },
  async 'undo after'(desk) {
    const record = desk.fresh('new');
    await desk.before(() => moveOn(desk, record));
    await desk.stands(record, 'contacted');
    await desk.press('Control+Z');
    await desk.stands(record, 'new');
  },
  async 'undo before'(desk) {
    const record = desk.fresh('new');
    await desk.scene.undoSeconds(15);
    await desk.before(() => moveOn(desk, record));
    await desk.press('Control+Z');
    await desk.sees('[role=option]', new RegExp(`${record.name}.*New`, 's'));
    await desk.scene.undoSeconds(0);
  },
  async conflict(desk) {
    const record = desk.fresh('new');
    await desk.find(record);
    await desk.before(async () => {
      const { app, server } = desk.scene;
      await app.send({ do: 'network', online: false });
      await desk.press('Enter', digitOf('contacted'));
      await app.until('window', ({ visible }) => !visible);
      server.move(record.id, 'proposal');
      await app.send({ do: 'network', online: true });
      await app.send({ do: 'menu', path: ['sync'] });
      await app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
      await startAnew(desk.scene);
    });
    await desk.press('Control+P', 'K');
    await desk.sees('main', /All delivered/);
  },
  async 'today’s sum'(desk) {
    await desk.press('Control+Y');
    await desk.sees('main', /Today/);
  },
  async pending(desk) {
    await desk.press('Control+P');
    await desk.sees('main[data-place=pending]', /./);
  },
  async settings(desk) {
    await desk.press('Control+,');
    await desk.sees('main[data-place=settings]', /./);
  },
  async help(desk) {
    await desk.press('F1');
    await desk.sees('main[data-place=help]', /./);
  },
  async recent(desk) {
    await desk.press('Enter');
    await desk.scene.page.locator('#stages').waitFor();
  },
};

/** A key that may not read: nothing is listed, and a pasted id is all there is. */
const writeOnly: Readonly<Record<string, Steps>> = {
  async 'write-only paste'(desk) {
    const record = desk.fresh('new');
    await desk.paste(record.id);
    await desk.answered(record.id);
    await desk.press('Enter', digitOf('qualified'));
    await desk.committed(record, 'qualified');
  },
};

/** Does every job once, each from a popup just opened by its hotkey, and verifies it at the server or on the page. */
export async function usualJobs(browser: Browser): Promise<readonly Job[]> {
  const writer = { key: 'gr_live_write_only', permissions: ['opportunities:write'] };
  const read = await startScene({ browser });
  const write = await startScene({ browser, server: { keys: [writer] } });
  try {
    await read.signIn();
    await read.loaded();
    await write.signIn(writer.key);
    return [...(await doAll(read, ordinary)), ...(await doAll(write, writeOnly))];
  } finally {
    await read.end();
    await write.end();
  }
}

async function doAll(scene: Scene, jobs: Readonly<Record<string, Steps>>): Promise<readonly Job[]> {
  await scene.undoSeconds(0);
  const used = new Set<string>();
  const done: Job[] = [];
  for (const [name, steps] of Object.entries(jobs)) {
    await startAnew(scene);
    const desk = deskAt(scene, used);
    try {
      await Promise.race([steps(desk), tooLong(name)]);
      done.push({ name, keys: desk.keys() });
    } catch (error) {
      desk.leave();
      done.push({ name, keys: null, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return done;
}

const tooLong = (name: string): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${name} took longer than ${patience} ms`)), patience).unref();
  });

/** The notes kept beside ended changes. */
const notes = ({ page }: Scene): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const { bridge } = window as unknown as { bridge: Bridge };
    const reply = await bridge.call('history.list', { text: '', before: null, limit: 100 });
    return reply.ok ? reply.value.map(({ note }) => note) : [];
  });
