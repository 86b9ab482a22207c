import type { SandboxRecord } from '../../../main/sandbox/record.ts';
import { type Scene, until } from '../../e2e/scene.ts';
import { shortestWay } from './typist.ts';

export const stageNames = ['new', 'contacted', 'qualified', 'proposal', 'negotiation', 'won', 'lost'];
/** The key of a stage in the picker. */
export const digitOf = (stage: string): string => `Digit${stageNames.indexOf(stage) + 1}`;

/** A person at the keyboard, whose keys are counted. */
export interface Desk {
  readonly scene: Scene;
  readonly keys: () => number;
  /** Presses nothing any more. */
  leave(): void;
  /** What has to be before the job begins; its keys do not count. */
  before(steps: () => Promise<void>): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** One key: the clipboard's text into the box. */
  paste(text: string): Promise<void>;
  /** Waits until the box's text is answered. */
  answered(text: string): Promise<void>;
  /** Selects the row in the shortest way: letters, and arrows. */
  find(record: SandboxRecord): Promise<void>;
  /** An open opportunity that no job has had; its stage is this one where one is named. */
  fresh(stage?: string): SandboxRecord;
  /** Waits until the server has the opportunity in this stage. */
  stands(record: SandboxRecord, stage: string): Promise<void>;
  /** The same, with the popup gone as it goes after a commit. */
  committed(record: SandboxRecord, stage: string): Promise<void>;
  sees(selector: string, text: RegExp): Promise<void>;
}

/** The popup as the hotkey shows it: an empty box, whatever the last job left. */
export async function startAnew(scene: Scene): Promise<void> {
  const { app, page } = scene;
  for (let layers = 0; layers < 8 && (await app.until('window')).visible; layers++) {
    const isTop = await page.evaluate(() => document.querySelector('main')?.dataset.place === 'search');
    const isEmpty = await page.evaluate(
      () => document.querySelector<HTMLInputElement>('#search')?.value === '',
    );
    if (isTop && isEmpty) return;
    await page.keyboard.press('Escape');
  }
  await scene.press();
}

/** `used` holds the ids that earlier jobs have had. */
export function deskAt(scene: Scene, used: Set<string>): Desk {
  const { page } = scene;
  let count = 0;
  let isLeft = false;
  const strike = async (keys: number, act: () => Promise<void>): Promise<void> => {
    if (isLeft) throw new Error('this job has been given up');
    count += keys;
    await act();
  };
  const desk: Desk = {
    scene,
    keys: () => count,
    leave() {
      isLeft = true;
    },
    async before(steps) {
      await steps();
      count = 0;
    },
    async press(...keys) {
      for (const key of keys) {
        await strike(1, () => page.keyboard.press(key));
        // The picker is there before its key is pressed.
        if (key === 'Enter' && keys.length > 1)
          await page.locator('#stages, webhost-curtain').first().waitFor();
      }
    },
    type: text => strike([...text].length, () => page.keyboard.type(text)),
    paste: text => strike(1, () => page.keyboard.insertText(text)),
    answered: text => page.locator(`.pane[data-answers=${JSON.stringify(text)}]`).waitFor(),
    async find(record) {
      const way = await shortestWay(page, record);
      if (way.letters !== '') await desk.type(way.letters);
      await desk.answered(way.letters);
      for (let down = 0; down < way.downs; down++) await desk.press('ArrowDown');
    },
    fresh(stage) {
      const record = scene.server.book
        .all()
        .filter(
          ({ id, stage: own }) =>
            !used.has(id) && (stage === undefined ? own !== 'won' && own !== 'lost' : own === stage),
        )
        .sort((a, b) => b.updatedAt - a.updatedAt)[0];
      if (record === undefined) throw new Error(`nobody is left in ${stage}`);
      used.add(record.id);
      return record;
    },
    async committed(record, stage) {
      await scene.app.until('window', ({ visible }) => !visible);
      await desk.stands(record, stage);
    },
    stands: (record, stage) => until(() => scene.server.book.get(record.id)?.stage === stage),
    sees: (selector, text) => page.locator(selector).filter({ hasText: text }).first().waitFor(),
  };
  return desk;
}
