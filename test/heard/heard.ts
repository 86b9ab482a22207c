import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertNever } from '../../main/contract/failure.ts';
import { type Language, languages } from '../../main/contract/language.ts';
import { reconnectSpread, settleFor } from '../../main/outbox/model/policy.ts';
import { loadSpeech } from '../../renderer/i18n/speak.ts';
import { heardOptions } from '../../script/setup/options.mjs';
import { type RunningApp, startApp } from '../support/app.ts';
import { commandLine } from '../support/proof/command-line.ts';
import { noSession } from '../support/secret-service.ts';
import { type Server, startServer } from '../support/servers/server.ts';
import { type Desk, setUpDesk, until } from './desk.ts';
import { type Judged, judge } from './judge-heard.ts';
import { type Deed, type HeardStep, stepsIn } from './steps.ts';

/**
 * The product as Orca voices it, in each language: what was said after each key beside what should be, and when it began. A busy
 * machine makes everything late: the best of several runs counts.
 */
const { values } = commandLine('heard', heardOptions);

/** A step is over when all of it was said, when it has been quiet for so long, or after the longest. Milliseconds. */
const quiet = 2500;
const longest = 30_000;
/** News of the network come when the program has noticed it and made an attempt, and wait for what is being said. */
const longestOfNetwork = settleFor + reconnectSpread + 15_000;
/** What was read from the server is trusted for half a minute without a second look. */
const trusted = 31_000;

const locales: Readonly<Record<Language, string>> = { 'pt-BR': 'pt-BR', en: 'en-US', es: 'es-MX' };
const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

interface Room {
  readonly desk: Desk;
  readonly app: RunningApp;
  readonly server: Server;
}

/** Does it, and returns when, in epoch milliseconds. */
async function act({ desk, app, server }: Room, deed: Deed): Promise<number> {
  switch (deed.do) {
    case 'press':
      return desk.press(...deed.keys);
    case 'type':
      return desk.type(deed.text);
    case 'summon': {
      const at = Date.now();
      for (let presses = 0; presses < 2; presses += 1) {
        await app.send({ do: 'shortcut' });
        await sleep(500);
        if ((await app.until('window')).visible) break;
      }
      return at;
    }
    case 'network':
      await (deed.online ? server.online() : server.offline());
      await app.send({ do: 'network', online: deed.online });
      return Date.now();
    case 'conflict':
      await sleep(trusted);
      server.move(deed.opportunity, deed.stage);
      return Date.now();
    default:
      return assertNever(deed);
  }
}

async function heardStep(room: Room, step: HeardStep): Promise<Judged> {
  for (const deed of step.before ?? []) {
    await act(room, deed);
    await sleep(1500);
  }
  // No key cuts off what is being said.
  if (step.deed.do === 'network') await silence(room.desk);
  const at = await act(room, step.deed);
  let [count, since] = [0, Date.now()];
  for (;;) {
    const voiced = room.desk.voiced();
    const judged = judge(step, at, voiced);
    if (voiced.length !== count || voiced.at(-1)?.isSpeaking) [count, since] = [voiced.length, Date.now()];
    const isOfNetwork = step.deed.do === 'network';
    const isOver = !isOfNetwork && Date.now() - since > quiet;
    if (judged.right || isOver || Date.now() - at > (isOfNetwork ? longestOfNetwork : longest)) return judged;
    await sleep(50);
  }
}

/** Settles once nothing is being said. */
async function silence(desk: Desk): Promise<void> {
  let [count, since] = [0, Date.now()];
  while (Date.now() - since < 1000) {
    const voiced = desk.voiced();
    if (voiced.length !== count || voiced.at(-1)?.isSpeaking) [count, since] = [voiced.length, Date.now()];
    await sleep(50);
  }
}

async function heardIn(language: Language): Promise<readonly Judged[]> {
  const folder = await mkdtemp(join(tmpdir(), 'raze-heard-'));
  const speech = await loadSpeech(language, locales[language]);
  await speech.complete();
  const desk = await setUpDesk(folder);
  const server = await startServer({ count: 150 });
  const env = { ...(await noSession()), RAZE_API_URL: server.url };
  const args = [`--lang=${locales[language]}`];
  const app = await startApp({ userDataDir: join(folder, 'app'), env, args });
  try {
    const actor = server.book.all().find(({ name, stage }) => name === 'João Silva' && stage === 'proposal');
    if (actor === undefined) throw new Error('No João Silva stands in the proposal stage');
    await desk.open(await app.url());
    await until(() => desk.voiced().some(({ text }) => text.includes(speech.t('key'))));
    // A key pressed while Orca reads the page out stops it, and Orca then takes the focus back to where it was reading.
    await silence(desk);
    const judged: Judged[] = [];
    for (const step of stepsIn(speech, { ...actor, key: server.key })) {
      const one = await heardStep({ desk, app, server }, step);
      judged.push(one);
      const mark = one.right ? (one.late ? 'late ' : 'right') : 'WRONG';
      process.stderr.write(
        `${language} ${mark} ${one.ms ?? '–'} ms ${one.what}: ${one.voiced.join(' | ')}\n`,
      );
    }
    return judged;
  } finally {
    await desk.close();
    await app.stop();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const chosen = languages.filter(language => values.language === '' || values.language === language);
const all: (Judged & { readonly language: Language })[] = [];
for (const language of chosen)
  all.push(...(await heardIn(language)).map(judged => ({ language, ...judged })));
const figures = {
  steps: all.length,
  right: all.filter(({ right }) => right).length,
  late: all.filter(({ late }) => late).length,
  languages: chosen,
  wrong: all.filter(({ right }) => !right),
};
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode = figures.right === figures.steps ? 0 : 1;
