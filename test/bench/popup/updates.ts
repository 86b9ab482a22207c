import type { SandboxRecord } from '../../../main/sandbox/record.ts';
import type { HostedStudio } from '../../screenshots/studio.ts';
import { shortestWay, type Way } from './typist.ts';

export interface Update extends Way {
  readonly who: string;
  readonly to: string;
  /** All keys after the hotkey: letters, arrows, Enter, and Enter or a digit for the stage. */
  readonly keys: number;
}

const stages = ['new', 'contacted', 'qualified', 'proposal', 'negotiation', 'won', 'lost'];

/** Every third of the sixty deals touched last, to the next stage mostly, sometimes to won, lost or a jump. */
function work(
  records: readonly SandboxRecord[],
): readonly { readonly record: SandboxRecord; readonly to: string }[] {
  const live = records
    .filter(({ stage }) => stage !== 'won' && stage !== 'lost')
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, 60)
    .filter((_, at) => at % 3 === 1);
  return live.map((record, at) => {
    const at7 = stages.indexOf(record.stage);
    const next = stages[at7 + 1] ?? 'won';
    return { record, to: at % 5 === 2 ? 'won' : at % 5 === 4 ? 'lost' : next };
  });
}

/** Makes twenty updates by keyboard only and waits for each at the server. */
export async function twentyUpdates(studio: HostedStudio): Promise<readonly Update[]> {
  const { app, page, server } = studio;
  const done: Update[] = [];
  for (const { record, to } of work(server.book.all())) {
    const way = await shortestWay(page, record);
    await studio.search(way.letters);
    for (let down = 0; down < way.downs; down++) await page.keyboard.press('ArrowDown');
    const hidden = app.next('window', told => !told.visible);
    await page.keyboard.press('Enter');
    await page.locator('#stages').waitFor();
    await page.keyboard.press(`Digit${stages.indexOf(to) + 1}`);
    await hidden;
    // The server is another program in life: it is asked now and then, not all the time.
    while (server.book.get(record.id)?.stage !== to) await new Promise(resolve => setTimeout(resolve, 20));
    done.push({ ...way, who: record.name, to, keys: way.letters.length + way.downs + 2 });
    const shown = app.next('window', told => told.visible);
    await app.send({ do: 'shortcut' });
    await shown;
    await page.locator('webhost-curtain').waitFor({ state: 'detached' });
  }
  return done;
}
