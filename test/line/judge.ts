import type { Request } from '../../main/contract/calls.ts';
import type { FindReply } from '../../main/contract/find.ts';
import { initial } from '../../renderer/state/model/initial.ts';
import type { State } from '../../renderer/state/model/state.ts';
import { step } from '../../renderer/state/step.ts';
import { snapshot } from '../renderer/support/samples.ts';
import type { LineCase } from './case-file.ts';
import type { LineEngine } from './engine.ts';

/** Rows that the page asks for. */
const limit = 20;
/** Letters from which on the beginnings of a text are judged. */
const judgedFrom = 3;

/** What the first Enter does on a line. */
type FirstEnter =
  | { readonly does: 'commits'; readonly row: string; readonly to: string; readonly note: string }
  | {
      readonly does: 'picker';
      readonly row: string;
      readonly preselected: string | null;
      readonly note: string;
    }
  | { readonly does: 'nothing' };

export interface Verdict {
  /** What is not as expected; empty where all is right. */
  readonly wrong: readonly string[];
  /** A single Enter would move another row than meant, or to another stage. */
  readonly isWrongCommit: boolean;
}

/** Types a line into the real search and the page's own reducer, presses Enter once, and compares. */
export function judge({ text, typing = false, expect }: LineCase, engine: LineEngine): Verdict {
  const reply = engine.find(text, limit);
  const enter = firstEnter(text, reply, engine);
  const [first] = reply.hits;
  const shown = reply.hits.map(({ opportunity }) => opportunity.id as string);
  const command = first?.command ?? null;
  const wrong: string[] = [];
  const hold = (what: string, is: unknown, should: unknown): void => {
    const [a, b] = [JSON.stringify(is), JSON.stringify(should)];
    if (a !== b) wrong.push(`${what}: ${a}, not ${b}`);
  };
  hold('first', shown[0] ?? null, expect.first);
  hold('command', command?.kind === 'move' ? command.to : null, expect.command);
  if (expect.ambiguousStage !== undefined)
    hold(
      'stages',
      command?.kind === 'which' ? [...command.stages].sort() : null,
      [...expect.ambiguousStage].sort(),
    );
  hold('enter', enter.does, expect.enter === 'opens' ? 'picker' : expect.enter);
  if (enter.does === 'picker' && expect.preselected !== undefined)
    hold('preselected', enter.preselected, expect.preselected);
  if (expect.note !== undefined) hold('note', enter.does === 'nothing' ? null : enter.note, expect.note);
  for (const id of expect.kept ?? [])
    if (!shown.slice(0, 5).includes(id)) wrong.push(`kept: ${id} is not shown`);
  if (expect.list !== undefined) hold('list', shown.slice(0, expect.list.length), expect.list);
  if (expect.heading !== undefined) {
    const list = reply.lists.find(({ of }) => of.kind === 'stage' && of.stage === expect.heading?.stage);
    const sums = Object.fromEntries((list?.sums ?? []).map(({ currency, sum }) => [currency, sum]));
    hold('count', list?.count, expect.heading.count);
    hold('sums', Object.entries(sums).sort(), Object.entries(expect.heading.sums).sort());
  }
  if (typing) {
    const letters = [...text];
    for (let length = judgedFrom; length < letters.length; length++) {
      const part = letters.slice(0, length).join('');
      const [top] = engine.find(part, limit).hits;
      if (top?.opportunity.id !== expect.first) wrong.push(`“${part}” shows ${top?.opportunity.name} first`);
    }
  }
  const isMeant = expect.enter === 'commits' && enter.does === 'commits';
  const isSame = isMeant && enter.row === expect.first && enter.to === expect.command;
  return { wrong, isWrongCommit: enter.does === 'commits' && !isSame };
}

/** What one Enter does once a line is answered. */
export function firstEnter(text: string, reply: FindReply, { pipelines }: LineEngine): FirstEnter {
  const [first] = reply.hits;
  const ready: State = {
    ...initial,
    snapshot: { ...snapshot, pipelines },
    screen: 'search',
    search: {
      ...initial.search,
      text,
      seq: reply.seq,
      answered: text,
      reply,
      active: first?.opportunity.id ?? null,
    },
  };
  const [state, ...effects] = step(ready, { type: 'accept', keep: false }, 1_000_000, stage => stage.name);
  for (const effect of effects) {
    if (effect.do !== 'call' || effect.name !== 'move') continue;
    const { opportunity, to, note = '' } = effect.request as Request<'move'>;
    return { does: 'commits', row: opportunity, to, note };
  }
  const { picker } = state;
  if (picker === null) return { does: 'nothing' };
  const preselected = picker.stages[picker.index]?.id ?? null;
  return { does: 'picker', row: picker.hit.opportunity.id, preselected, note: picker.note };
}
