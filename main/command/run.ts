import { app } from 'electron';
import type { Command } from '../automation/command-line.ts';
import { type CommandAnswer, exitCodes } from '../automation/exit-codes.ts';
import { oneAtATime } from '../automation/one-at-a-time.ts';
import { printed } from '../automation/printed.ts';
import { sentenceFor, usage } from '../automation/sentences.ts';
import type { Ask } from '../contract/automation/ask.ts';
import { assertNever } from '../contract/failure.ts';
import { systemLanguage } from '../shell/words/locale.ts';
import { askInstance, type CommandDeps } from './ask-instance.ts';

/** After an ask of an assistant that had the database, in milliseconds: an app that starts looks for it more often (`store/open-in-turn`). */
const turnForTheApp = 150;

/**
 * Carries a command out, or as much of it as an interruption leaves. Resolves to the exit code once everything is printed. Valid after
 * `ready`.
 */
export async function runCommand(command: Command, deps: CommandDeps): Promise<number> {
  let code = 0;
  const print =
    (json: boolean) =>
    async (answer: CommandAnswer): Promise<void> => {
      const { out, error, code: own } = printed(answer, json, systemLanguage());
      code = own;
      const [isTaken] = await Promise.all([written(process.stdout, out), written(process.stderr, error)]);
      if (code === 0 && !isTaken) code = exitCodes.unanswered;
    };
  switch (command.kind) {
    case 'ask':
      await askInstance(command.ask, print(command.json), deps);
      break;
    case 'mcp': {
      const { serveAssistant } = await import('../automation/assistant.ts');
      const ask = oneAtATime((given: Ask) => askToItsEnd(given, deps));
      let last: Promise<unknown> = Promise.resolve();
      await serveAssistant({
        version: app.getVersion(),
        ends: deps.interruption.comes,
        ask: given => {
          const answer = ask(given);
          last = answer.catch(() => undefined);
          return answer;
        },
        sentence: answer => sentenceFor(answer, systemLanguage()),
      });
      // An assistant may go before it has its answer.
      await last;
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

/** The answer, once all that it took is closed again, and an app that waits for the database has got it. */
async function askToItsEnd(ask: Ask, deps: CommandDeps): Promise<CommandAnswer> {
  let answer: CommandAnswer = { status: 'unanswered' };
  const keep = async (told: CommandAnswer): Promise<void> => {
    answer = told;
  };
  const by = await askInstance(ask, keep, deps);
  if (by === 'itself') await new Promise(resolve => setTimeout(resolve, turnForTheApp));
  return answer;
}

/** What a write ends with where nobody wants to read: a closed pipe or terminal, and each write after that. */
const unwanted: readonly (string | undefined)[] = ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'];

/** Settles when the text has left: false where somebody wants it and has not got it, as on a full disk. */
const written = (stream: NodeJS.WriteStream, text: string): Promise<boolean> =>
  new Promise(resolve => {
    stream.write(text, (error?: NodeJS.ErrnoException | null) =>
      resolve(!error || unwanted.includes(error.code)),
    );
  });
