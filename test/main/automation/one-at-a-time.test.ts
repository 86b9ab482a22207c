import { expect, test } from 'vitest';
import { oneAtATime } from '../../../main/automation/one-at-a-time.ts';

test('what is asked all at once is begun one after the other, also after one that fails', async () => {
  const happened: string[] = [];
  const ask = oneAtATime(async (name: string) => {
    happened.push(`${name} begins`);
    await new Promise(setImmediate);
    happened.push(`${name} ends`);
    if (name === 'two') throw new TypeError('broken');
    return name;
  });
  const answers = await Promise.allSettled(['one', 'two', 'three'].map(ask));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(happened).toEqual(['one', 'two', 'three'].flatMap(name => [`${name} begins`, `${name} ends`]));
});
