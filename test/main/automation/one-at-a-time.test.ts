import { expect, test } from 'vitest';
import { oneAtATime } from '../../../main/automation/one-at-a-time.ts';

test('what is asked all at once is begun one after the other, with a rest after each, also after one that fails', async () => {
  const happened: string[] = [];
  const ask = oneAtATime(
    async (name: string) => {
      happened.push(`${name} begins`);
      await Promise.resolve();
      happened.push(`${name} ends`);
      if (name === 'two') throw new TypeError('broken');
      return name;
    },
    async () => happened.push('rest'),
  );
  const answers = await Promise.allSettled(['one', 'two', 'three'].map(ask));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const each = (name: string) => [`${name} begins`, `${name} ends`, 'rest'];
  expect(happened.slice(0, 8)).toEqual(['one', 'two', 'three'].flatMap(each).slice(0, 8));
});
