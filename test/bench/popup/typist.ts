import type { Page } from 'playwright-core';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { SandboxRecord } from '../../../main/sandbox/record.ts';

/** How to get at one row: what is typed, and how often ↓ is pressed. */
export interface Way {
  readonly letters: string;
  readonly downs: number;
}

/** What people type for somebody: the beginning of the first name, the last name or the company, or of two names. */
export function guesses({ name, company }: SandboxRecord): readonly string[] {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const [first = '', ...others] = plain(name).split(' ');
  const last = others[0] ?? '';
  const firm = plain(company).split(' ')[0] ?? '';
  const starts = (word: string, most: number) =>
    Array.from({ length: Math.min(most, word.length) }, (_, at) => word.slice(0, at + 1));
  const pairs = starts(first, 3).flatMap(start => starts(last, 3).map(end => `${start} ${end}`));
  return [...new Set(['', ...starts(first, 5), ...starts(last, 5), ...starts(firm, 4), ...pairs])];
}

/** The way with the fewest keys, as the app itself answers now. Throws when none of the guesses shows the row. */
export async function shortestWay(page: Page, record: SandboxRecord): Promise<Way> {
  const ways = await page.evaluate(
    async ({ id, texts }) => {
      const { bridge } = window as unknown as { bridge: Bridge };
      const found: { letters: string; downs: number }[] = [];
      for (const letters of texts) {
        const reply = await bridge.call('find', { seq: 0, text: letters, limit: 10 });
        const downs = reply.ok ? reply.value.hits.findIndex(hit => hit.opportunity.id === id) : -1;
        if (downs >= 0) found.push({ letters, downs });
      }
      return found;
    },
    { id: record.id as string, texts: guesses(record) },
  );
  const [best] = ways.sort((a, b) => a.letters.length + a.downs - (b.letters.length + b.downs));
  if (!best) throw new Error(`Nothing typed shows ${record.name}`);
  return best;
}

/** The shortest text that names the opportunity and the stage so that one Enter commits. */
export async function shortestLine(page: Page, record: SandboxRecord, to: string): Promise<string> {
  const parts = [...to].map((_, at) => to.slice(0, at + 1));
  const texts = guesses(record)
    .filter(Boolean)
    .flatMap(guess => parts.map(part => `${guess} ${part}`))
    .sort((a, b) => a.length - b.length);
  const found = await page.evaluate(
    async ({ id, texts }) => {
      const { bridge } = window as unknown as { bridge: Bridge };
      for (const text of texts) {
        const reply = await bridge.call('find', { seq: 0, text, limit: 10 });
        const [first] = reply.ok ? reply.value.hits : [];
        const command = first?.opportunity.id === id ? first.command : null;
        if (command?.kind === 'move' && command.isRowSure && command.isStageSure) return text;
      }
      return null;
    },
    { id: record.id as string, texts },
  );
  if (found === null) throw new Error(`no line moves ${record.name}`);
  return found;
}
