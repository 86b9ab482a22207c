import { expect, test } from 'vitest';
import type { StageId } from '../../../main/contract/model.ts';
import { one, press, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import { opportunities, pipeline, snapshot, stageOf } from '../support/samples.ts';

const names = ['proposal', 'constructor', '__proto__', 'Proposta enviada ', 'won', 'WON'];
const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')];

test('stages called as what every object has, in blanks and in another case are told apart, pointed at and picked', async () => {
  const stages = names.map(stageOf);
  const bridge = await mounted({ snapshot: { ...snapshot, pipelines: [{ ...pipeline, stages }] } });
  await until(() => options().length > 0);
  press('Enter');
  const list = await one('#stages');
  const shown = options().map(option => option.querySelector('.name')?.textContent);
  expect(shown).toEqual(['Proposal', 'constructor', '__proto__', 'Proposta enviada ', 'Won', 'WON']);
  for (const [at, option] of options().entries()) {
    press('ArrowDown');
    await until(() => list.getAttribute('aria-activedescendant') === options()[(at + 1) % names.length]?.id);
    expect(option.id).toMatch(/^\S+$/);
  }
  press('4');
  await one('.toast');
  expect(bridge.requests('move')).toMatchObject([
    { opportunity: opportunities[0]?.id, to: 'Proposta enviada ' as StageId },
  ]);
});
