import { app } from 'electron';
import type { Command } from '../automation/command-line.ts';
import type { CommandAnswer } from '../automation/exit-codes.ts';
import { printed } from '../automation/printed.ts';
import { sentenceFor, usage } from '../automation/sentences.ts';
import { assertNever } from '../contract/failure.ts';
import { systemLanguage } from '../shell/words/locale.ts';
import { askInstance } from './ask-instance.ts';

/** Carries a command out. Resolves to the exit code once everything is printed. Valid after `ready`. */
export async function runCommand(command: Command): Promise<number> {
  let code = 0;
  const print =
    (json: boolean) =>
    async (answer: CommandAnswer): Promise<void> => {
      const { out, error, code: own } = printed(answer, json, systemLanguage());
      code = own;
      await Promise.all([written(process.stdout, out), written(process.stderr, error)]);
    };
  switch (command.kind) {
    case 'ask':
      await askInstance(command.ask, print(command.json));
      break;
    case 'mcp': {
      const { serveAssistant } = await import('../automation/assistant.ts');
      /** What was answered may still be closing what it had opened. */
      let atWork: Promise<unknown> = Promise.resolve();
      await serveAssistant({
        version: app.getVersion(),
        ask: ask =>
          new Promise((resolve, reject) => {
            const asking = askInstance(ask, async answer => resolve(answer)).catch(reject);
            atWork = Promise.all([atWork, asking]);
          }),
        sentence: answer => sentenceFor(answer, systemLanguage()),
      });
      await atWork;
      break;
    }
    case 'help':
      await written(process.stdout, `${usage}\n`);
      break;
    case 'misuse':
      await print(command.json)({ status: 'misuse' });
      break;
    default:
      assertNever(command);
  }
  return code;
}

/** Settles when the text has left; a pipe that nobody reads any more is no reason to stay. */
const written = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise(resolve => stream.write(text, () => resolve()));
