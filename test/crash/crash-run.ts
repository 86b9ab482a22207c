import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChangeId } from '../../main/contract/model.ts';
import { openStore } from '../../main/store/store.ts';
import { createDice } from '../support/ports/dice.ts';
import { startServer } from '../support/servers/server.ts';
import type { Orders } from './child.ts';
import { noteOn } from './note-on.ts';

export interface CrashFigures {
  readonly kills: number;
  readonly accepted: number;
  /** Accepted, and not to be found delivered, nor replaced by a later pick. */
  readonly lost: number;
  /** PATCHes at the server that are no subsequence of the picks of their opportunity. */
  readonly out_of_order: number;
  /** Opportunities whose server saw the same stage set twice in a row. */
  readonly sent_twice: number;
  /** Of those, the ones between which no process was killed. */
  readonly duplicates_unexplained: number;
  readonly delivered: number;
  readonly superseded: number;
  readonly wrong_final: number;
  readonly seconds: number;
}

interface Said {
  readonly id: string;
  readonly opportunity: string;
  readonly to: string;
}

/** One PATCH the server acted on, and how many kills had been by then. */
interface Met {
  readonly opportunity: string;
  readonly to: string;
  readonly kills: number;
}

const child = join(import.meta.dirname, 'child.ts');

/**
 * Starts the real outbox on a real database against a real server, kills it with SIGKILL at a random moment of
 * accepting and delivering, and starts it again on what is left; at the end it is let finish and the books are
 * compared: what it said, what its disk says, what the server saw.
 */
export async function crashRun(kills: number, seed = 1, drains = true): Promise<CrashFigures> {
  const began = performance.now();
  const dice = createDice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'raze-crash-'));
  const path = join(folder, 'raze.db');
  const server = await startServer({ limit: 1_000_000_000 });
  const ids = server.book.all().map(({ id }) => id);
  const said: Said[] = [];
  const met: Met[] = [];
  let killed = 0;
  let counted = 0;

  /** What the server has answered since last time. */
  const count = (): void => {
    for (const { method, path: where, body, status } of server.requests.slice(counted)) {
      const id = /opportunities\/([^/]+)\/stage/.exec(where)?.[1];
      if (method !== 'PATCH' || id === undefined || (status !== 200 && status !== 0)) continue;
      met.push({
        opportunity: id,
        to: String((JSON.parse(body) as { status: unknown }).status),
        kills: killed,
      });
    }
    counted = server.requests.length;
  };

  const run = async (picks: boolean, killAfterMs: number | null): Promise<void> => {
    const orders: Orders = {
      path,
      url: server.url,
      key: server.key,
      seed: dice.below(2 ** 31),
      ids,
      picks,
    };
    const running = spawn(process.execPath, [child, JSON.stringify(orders)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(running, 'exit');
    const lines = createInterface({ input: running.stdout });
    lines.on('line', line => {
      const word = JSON.parse(line) as { ready?: true; accepted?: string; opportunity?: string; to?: string };
      if (word.ready === true && killAfterMs !== null) setTimeout(() => running.kill('SIGKILL'), killAfterMs);
      if (word.accepted !== undefined) {
        said.push({ id: word.accepted, opportunity: word.opportunity ?? '', to: word.to ?? '' });
      }
    });
    const [code, signal] = (await Promise.all([ended, once(lines, 'close')]))[0] as [
      number | null,
      string | null,
    ];
    if (killAfterMs === null ? code !== 0 : signal !== 'SIGKILL') {
      throw new Error(`The process ended by itself: ${code ?? signal}`);
    }
    count();
    if (killAfterMs !== null) killed += 1;
  };

  try {
    while (killed < kills) await run(true, dice.below(300));
    // What was in doubt waits until its request cannot arrive any more: over a minute.
    if (drains) await run(false, null);
    return {
      ...audit(path, said, met, drains, id => server.book.get(id)),
      kills,
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function audit(
  path: string,
  said: readonly Said[],
  met: readonly Met[],
  drained: boolean,
  held: (id: string) => { readonly stage: string } | undefined,
): Omit<CrashFigures, 'kills' | 'seconds'> {
  const opened = openStore(path, Date.now);
  if (!opened.ok) throw new Error(opened.failure.code);
  const { rows, close } = opened.value;
  try {
    const ended = rows.history('', null, Number.MAX_SAFE_INTEGER).toSorted((a, b) => a.seq - b.seq);
    const all = [...ended, ...rows.open()].toSorted((a, b) => a.seq - b.seq);
    const lost = said.filter(({ id, to, opportunity }) => {
      const row = rows.find(id as ChangeId);
      if (row === null || row.to.id !== to || !row.note.includes(noteOn(opportunity, to))) return true;
      return drained && row.state !== 'delivered' && row.state !== 'superseded' && row.state !== 'cancelled';
    });
    let [outOfOrder, twice, unexplained, wrongFinal] = [0, 0, 0, 0];
    for (const opportunity of new Set(met.map(m => m.opportunity))) {
      const sent = met.filter(m => m.opportunity === opportunity);
      const picked = all.filter(row => row.opportunity === opportunity);
      const once = sent.filter((m, at) => sent[at - 1]?.to !== m.to);
      if (
        !isSubsequence(
          once.map(m => m.to),
          picked.map(row => row.to.id),
        )
      )
        outOfOrder += 1;
      sent.forEach((m, at) => {
        const before = sent[at - 1];
        if (before?.to !== m.to) return;
        twice += 1;
        if (before.kills === m.kills) unexplained += 1;
      });
      const last = picked.findLast(row => row.state === 'delivered');
      if (drained && last !== undefined && held(opportunity)?.stage !== last.to.id) wrongFinal += 1;
    }
    return {
      accepted: said.length,
      lost: lost.length,
      out_of_order: outOfOrder,
      sent_twice: twice,
      duplicates_unexplained: unexplained,
      delivered: ended.filter(({ state }) => state === 'delivered').length,
      superseded: ended.filter(({ state }) => state === 'superseded').length,
      wrong_final: wrongFinal,
    };
  } finally {
    close();
  }
}

function isSubsequence(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const one of all) if (one === some[at]) at += 1;
  return at === some.length;
}
