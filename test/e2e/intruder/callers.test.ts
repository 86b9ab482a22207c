import { expect, onTestFinished, test } from 'vitest';
import { callChannel } from '../../../main/contract/bridge.ts';
import { startApp } from '../../support/app.ts';
import { noSession } from '../../support/secret-service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { strangers } from '../../webhost/lines.ts';

// Without a key no server is asked, so that its dialect makes no difference here.

test('whoever is not the popup’s own page is told nothing and changes nothing', async () => {
  const app = await startApp({ userDataDir: tempFolder(), env: await noSession(), args: ['--lang=en-US'] });
  onTestFinished(() => app.kill());
  const answers: unknown[] = [];
  for (const as of strangers) {
    for (const [name, payload] of [
      ['session.get', null],
      ['settings.change', { theme: 'dark' }],
      ['no such call', null],
    ]) {
      await app.send({ do: 'invoke', as, channel: callChannel, args: [name, payload] });
      answers.push((await app.until('invoked', told => told.as === as)).answer);
    }
  }
  expect(answers).toHaveLength(3 * strangers.length);
  expect(answers.filter(answer => JSON.stringify(answer) !== refusal)).toEqual([]);
  expect(app.events.filter(told => told.event === 'theme' && told.dark)).toEqual([]);
});

const refusal = JSON.stringify({ ok: false, failure: { code: 'internal' } });
