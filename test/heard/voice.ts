import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * A voice that only writes down what it is told to say, and takes as long over it as a voice would. Speech Dispatcher starts
 * it as an output module, `node voice.ts LOG`, and speaks with it on standard input and output ("Communication Protocol for
 * Output Modules" in Speech Dispatcher's manual, version 0.11). LOG gets a JSON line when it begins to speak and another when it
 * ends.
 */

/** A line of the log: what is to be said, and then how many of its characters were. Times are epoch milliseconds. */
export type VoiceLine =
  | { readonly began: number; readonly text: string }
  | { readonly ended: number; readonly reached: number };

/** As fast as experienced listeners have it, in characters a second. */
const pace = 25;

interface Speaking {
  readonly began: number;
  readonly text: string;
  readonly timer: NodeJS.Timeout;
}

function speak(log: string): void {
  let speaking: Speaking | null = null;
  const note = (line: VoiceLine): void => appendFileSync(log, `${JSON.stringify(line)}\n`);
  const answer = (line: string): void => void process.stdout.write(`${line}\n`);
  const finish = (event: string): void => {
    if (speaking === null) return;
    const { began, text, timer } = speaking;
    clearTimeout(timer);
    speaking = null;
    const ended = Date.now();
    const reached = event === '702 END' ? text.length : Math.round(((ended - began) / 1000) * pace);
    note({ ended, reached });
    answer(event);
  };
  const begin = (text: string): void => {
    const timer = setTimeout(() => finish('702 END'), (text.length / pace) * 1000);
    speaking = { began: Date.now(), text, timer };
    note({ began: speaking.began, text });
    answer('200 OK SPEAKING');
    answer('701 BEGIN');
  };

  /** The lines of what follows a command until a single dot; what to do with them then. */
  let reading: { readonly lines: string[]; readonly then: (lines: readonly string[]) => void } | null = null;
  const read = (first: string, then: (lines: readonly string[]) => void): void => {
    answer(first);
    reading = { lines: [], then };
  };
  const commands: Readonly<Record<string, () => void>> = {
    INIT: () => answer('299-A voice that only writes down\n299 OK LOADED SUCCESSFULLY'),
    AUDIO: () => read('207 OK RECEIVING AUDIO SETTINGS', () => answer('203 OK AUDIO INITIALIZED')),
    LOGLEVEL: () => read('207 OK RECEIVING LOGLEVEL SETTINGS', () => answer('203 OK LOGLEVEL SET')),
    SET: () => read('203 OK RECEIVING SETTINGS', () => answer('203 OK SETTINGS RECEIVED')),
    'LIST VOICES': () => answer('200-writer\ten\tnone\n200 OK VOICE LIST SENT'),
    STOP: () => finish('703 STOP'),
    PAUSE: () => finish('704 PAUSE'),
    QUIT: () => {
      answer('210 OK QUIT');
      process.exit(0);
    },
  };
  for (const name of ['SPEAK', 'CHAR', 'KEY', 'SOUND_ICON']) {
    Object.assign(commands, {
      [name]: () => read('202 OK RECEIVING MESSAGE', lines => begin(plain(lines.join(' ')))),
    });
  }
  createInterface({ input: process.stdin }).on('line', line => {
    if (reading === null) {
      commands[line.trim()]?.();
    } else if (line === '.') {
      const { lines, then } = reading;
      reading = null;
      then(lines);
    } else reading.lines.push(line.replace(/^\.\./, '.'));
  });
}

/** The text of a message, which comes as SSML. */
function plain(message: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return message
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

if (import.meta.main) speak(process.argv[2] ?? '/dev/null');
