import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { call } from '../../../main/automation/call.ts';
import { createListener } from '../../../main/automation/listener.ts';
import { type OpenPlace, readPlace, writePlace } from '../../../main/automation/place.ts';
import { proofOf, unguessable } from '../../../main/automation/proof.ts';
import { lineOf, longestAsk, wireVersion } from '../../../main/automation/wire.ts';
import type { Ask } from '../../../main/contract/automation/ask.ts';
import type { Told } from '../../../main/contract/automation/told.ts';
import { createLog } from '../../../main/log/log.ts';
import { conversationWith } from '../../support/conversation.ts';
import { failToAccept, serversFromNowOn } from '../../support/servers/listening.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const pending: Ask = { ask: 'pending' };
const none: Told = { status: 'listed', changes: [] };

let asked: Ask[];
let lines: string[];
beforeEach(() => {
  asked = [];
  lines = [];
});

async function listening(folder = tempFolder(), answer: (ask: Ask) => Promise<Told> = async () => none) {
  const log = createLog([line => lines.push(line)], Date.now);
  const listener = createListener({
    folder,
    answer: ask => {
      asked.push(ask);
      return answer(ask);
    },
    log,
  });
  onTestFinished(() => listener.stop());
  await listener.allow('move');
  return { folder, listener, place: openPlace(folder) };
}

function openPlace(folder: string): OpenPlace {
  const place = readPlace(folder);
  if (place?.state !== 'on') throw new Error('Nobody listens');
  return place;
}

/** Everything the socket says until it ends, after these texts were sent to it. */
async function saidAfter(address: string, ...texts: readonly string[]): Promise<string> {
  const socket = connect(address);
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  socket.on('error', () => undefined);
  for (const text of texts) socket.write(text);
  await once(socket, 'close');
  return said;
}

describe('the instance', () => {
  test('is asked and tells, one after the other and several at once', async () => {
    const { place } = await listening();
    expect(await call(place, pending)).toEqual({ kind: 'told', told: none });
    const told = await Promise.all([call(place, pending), call(place, pending), call(place, pending)]);
    expect(told.map(({ kind }) => kind)).toEqual(['told', 'told', 'told']);
    expect(asked).toHaveLength(4);
  });

  test('has no socket while nothing is allowed, and says so in its file', async () => {
    const { folder, listener, place } = await listening();
    await listener.allow('off');
    expect(readPlace(folder)).toEqual({ state: 'off' });
    expect(existsSync(dirname(place.address))).toBe(false);
    expect(await call(place, pending)).toEqual({ kind: 'gone' });
    await listener.allow('propose');
    expect(await call(openPlace(folder), pending)).toMatchObject({ kind: 'told' });
  });

  test('goes on under the same address when more or less is allowed', async () => {
    const { folder, listener, place } = await listening();
    await listener.allow('propose');
    expect(openPlace(folder)).toEqual(place);
  });

  test('leaves nothing behind when it stops', async () => {
    const { folder, listener, place } = await listening();
    await listener.stop();
    expect([readdirSync(folder), existsSync(dirname(place.address))]).toEqual([[], false]);
  });

  test('is renewed: another secret at another address, and nothing of the old one or of a draft', async () => {
    const { folder, listener, place } = await listening();
    writeFileSync(join(folder, 'automation.json.1'), 'half of it');
    expect(await listener.renew('move')).toEqual([]);
    const renewed = openPlace(folder);
    expect(renewed.secret).not.toBe(place.secret);
    expect(existsSync(place.address)).toBe(false);
    expect((await call(renewed, pending)).kind).toBe('told');
    expect(readdirSync(folder).filter(name => name.startsWith('automation.json'))).toEqual([
      'automation.json',
    ]);
    expect(await listener.renew('off')).toEqual([]);
    expect(readPlace(folder)).toEqual({ state: 'off' });
    expect(existsSync(renewed.address)).toBe(false);
  });

  test('takes the place of one that was killed, and removes its socket', async () => {
    const folder = tempFolder();
    const killed = join(folder, 'raze-quick-stage-aaaaaa');
    await promisify(execFile)(process.execPath, [
      '-e',
      `require('fs').mkdirSync(${JSON.stringify(killed)});
       require('net').createServer().listen(${JSON.stringify(join(killed, 'socket'))}, () => process.kill(process.pid, 'SIGKILL'))`,
    ]).catch(() => undefined);
    const stale = { state: 'on', address: join(killed, 'socket'), secret: unguessable() } as const;
    writePlace(folder, stale);
    expect(await call(stale, pending)).toEqual({ kind: 'gone' });
    const { place } = await listening(folder);
    expect(existsSync(killed)).toBe(false);
    expect(await call(place, pending)).toMatchObject({ kind: 'told' });
  });

  test('answers a bug with a refusal, and lives on', async () => {
    let isBroken = true;
    const { place } = await listening(tempFolder(), async () => {
      if (isBroken) throw new TypeError('broken');
      return none;
    });
    expect(await call(place, pending)).toEqual({
      kind: 'told',
      told: { status: 'refused', code: 'internal' },
    });
    isBroken = false;
    expect(await call(place, pending)).toMatchObject({ kind: 'told', told: none });
    expect(lines.join('\n')).toContain('ask failed ask=pending error=TypeError at=listener.test.ts:');
  });

  test('ends a conversation while it answers when it stops; whoever asked knows that nobody answered', async () => {
    let arrived = (): void => {};
    const asking = new Promise<void>(resolve => {
      arrived = resolve;
    });
    const { listener, place } = await listening(tempFolder(), () => {
      arrived();
      return new Promise(() => undefined);
    });
    const outcome = call(place, pending);
    await asking;
    await listener.stop();
    expect(await outcome).toEqual({ kind: 'unanswered' });
  });
});

test('the instance goes on where the system had no room for somebody who came', async () => {
  const servers = serversFromNowOn();
  const { place } = await listening();
  expect(servers).toHaveLength(1);
  failToAccept(servers);
  expect(await call(place, pending)).toEqual({ kind: 'told', told: none });
});

test('every change is told, however many wait', async () => {
  const stage = { id: 'won', name: 'Ganho', role: 'won' } as const;
  const change = {
    id: unguessable(),
    opportunity: { id: unguessable(), name: 'João da Silva', company: 'Acme Indústria Ltda' },
    from: stage,
    to: stage,
    state: 'held',
    reason: null,
    note: 'n'.repeat(200),
    byProgram: true,
    markedAt: new Date(0).toISOString(),
    endedAt: null,
    currentAccount: true,
  } as const;
  const many: Told = { status: 'listed', changes: Array(20_000).fill(change) };
  const { place } = await listening(tempFolder(), async () => many);
  expect(await call(place, pending)).toEqual({ kind: 'told', told: many });
});

describe('whoever does not know the secret', () => {
  const hello = lineOf({ version: wireVersion, nonce: unguessable() });
  const ask = lineOf(pending);

  test.each([
    ['says nothing of the kind', ['GET / HTTP/1.1\r\n\r\n']],
    ['sends bytes', ['\u0000\u0001\u0002\n\n\n']],
    ['asks at once', [ask]],
    ['speaks another version', [lineOf({ version: 99, nonce: unguessable() })]],
    ['sends a line without end', ['x'.repeat(longestAsk + 1)]],
    ['sends a line of one byte too many', [`${'x'.repeat(longestAsk + 1)}\n`]],
  ])('is told nothing: %s', async (_, texts) => {
    const { place } = await listening();
    expect(await saidAfter(place.address, ...texts)).toBe('');
    expect(asked).toEqual([]);
  });

  test.each([
    [
      'a proof with another secret',
      (nonces: { asking: string; answering: string }) => proofOf(unguessable(), 'asking', nonces),
    ],
    ['its own proof sent back', (_: object, own: string) => own],
    [
      'a proof of another conversation',
      ({ asking }: { asking: string }, _: string, secret: string) =>
        proofOf(secret, 'asking', { asking, answering: unguessable() }),
    ],
  ])('is asked for a proof and gets no further with %s', async (_, proofFor) => {
    const { place } = await listening();
    const asking = unguessable();
    const socket = connect(place.address);
    socket.on('error', () => undefined);
    socket.write(lineOf({ version: wireVersion, nonce: asking }));
    const [welcome] = (await once(socket.setEncoding('utf8'), 'data')) as [string];
    const { nonce: answering, proof } = JSON.parse(welcome) as { nonce: string; proof: string };
    socket.write(lineOf({ proof: proofFor({ asking, answering }, proof, place.secret) }) + ask);
    await once(socket, 'close');
    expect(asked).toEqual([]);
    expect(lines.join('\n')).toContain('ask from a stranger');
  });

  test('learns nothing of the secret', async () => {
    const { place } = await listening();
    const said = await saidAfter(place.address, hello, lineOf({ proof: unguessable() }));
    expect(said).toContain('proof');
    expect(said).not.toContain(place.secret);
  });

  /** Answers whoever comes first with this line. `heard`: everything that was said to it, once they have gone. */
  const impostor = async (welcome: string) => {
    const server = createServer();
    const heard = once(server, 'connection').then(([socket]: Socket[]) => {
      socket?.write(welcome);
      return text(socket as Socket);
    });
    const address = join(tempFolder(), 'socket');
    await once(server.listen(address), 'listening');
    onTestFinished(() => void server.close());
    return { address, heard };
  };

  test.each<[string, (address: string) => Promise<string>]>([
    [
      'a proof of its own',
      async () => lineOf({ version: wireVersion, nonce: unguessable(), proof: unguessable() }),
    ],
    ['what the instance told it when it asked', address => saidAfter(address, hello, ask)],
  ])('is not told what is asked by those who look for the instance: it has %s', async (_, welcome) => {
    const { listener, place } = await listening();
    const { address, heard } = await impostor(await welcome(place.address));
    await listener.stop();
    expect(await call({ ...place, address }, pending)).toEqual({ kind: 'stranger' });
    expect(await heard).toContain('nonce');
    expect(await heard).not.toContain('pending');
  });

  test('cannot keep those out who know it', async () => {
    const { place } = await listening();
    const idle = Array.from({ length: 10 }, () => connect(place.address));
    for (const socket of idle) socket.on('error', () => undefined);
    expect(await call(place, pending)).toMatchObject({ kind: 'told' });
    for (const socket of idle) socket.destroy();
  });
});

describe('a flood of asks', () => {
  /** A conversation that ends with the test, in which nothing is read of what is told. */
  const conversation = async (place: OpenPlace): Promise<Socket> => {
    const socket = await conversationWith(place);
    onTestFinished(() => void socket.destroy());
    return socket;
  };

  test('leaves the app time between two answers, in one conversation and in several', async () => {
    const all = Promise.withResolvers<void>();
    let inOneTurn = 0;
    let most = 0;
    const { place } = await listening(tempFolder(), async () => {
      inOneTurn += 1;
      most = Math.max(most, inOneTurn);
      setImmediate(() => {
        inOneTurn = 0;
      });
      if (asked.length === 40) all.resolve();
      return none;
    });
    const sockets = await Promise.all(Array.from({ length: 8 }, () => conversation(place)));
    for (const socket of sockets) socket.write(lineOf(pending).repeat(5));
    await all.promise;
    expect(most).toBe(1);
  });

  test('of somebody who reads no answer is answered no further than the answers can leave, and not at all once it is ended', async () => {
    const large: Told = { status: 'refused', code: 'x'.repeat(1_000_000) };
    const { folder, listener, place } = await listening(tempFolder(), async ({ ask }) =>
      ask === 'pending' ? none : large,
    );
    const hog = await conversation(place);
    hog.write(lineOf({ ask: 'history', text: '', limit: 1 }).repeat(100));
    for (let round = 0; round < 20; round += 1)
      expect(await call(place, pending)).toMatchObject({ kind: 'told', told: none });
    expect(asked.filter(({ ask }) => ask === 'history').length).toBeLessThan(5);
    const before = asked.length;
    await listener.renew('move');
    expect((await call(openPlace(folder), pending)).kind).toBe('told');
    expect(asked).toHaveLength(before + 1);
  });
});

test('what is asked and fits no ask is refused, and the conversation goes on', async () => {
  const { place } = await listening();
  const outcomes = [];
  for (const ask of [
    { ask: 'quit' },
    { ask: 'find', text: 'x'.repeat(501), limit: 1 },
    { ask: 'find', text: '', limit: 1000 },
    pending,
  ])
    outcomes.push(await call(place, ask as Ask));
  const refused = { kind: 'told', told: { status: 'refused', code: 'malformed-request' } };
  expect(outcomes).toEqual([refused, refused, refused, { kind: 'told', told: none }]);
});

describe.runIf(process.platform !== 'win32')('only its user', () => {
  test('may enter the folder of the socket or read the secret', async () => {
    const { folder, place } = await listening();
    expect(statSync(dirname(place.address)).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'automation.json')).mode & 0o777).toBe(0o600);
  });

  test('is believed where to ask: a file that others could have written counts as none', async () => {
    const { folder } = await listening();
    chmodSync(join(folder, 'automation.json'), 0o666);
    expect(readPlace(folder)).toBeNull();
    writeFileSync(join(folder, 'automation.json'), 'no JSON', { mode: 0o600 });
    expect(readPlace(folder)).toBeNull();
  });

  test.runIf(process.getuid?.() === 0)('can connect: another user of the machine is refused', async () => {
    // New files are everybody's to read and write unless a program says otherwise, and so is the data folder, as some homes are.
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const folder = tempFolder();
    chmodSync(folder, 0o777);
    const { place } = await listening(folder);
    const script = `
      const net = require('net'), fs = require('fs');
      const tried = [];
      try { fs.readFileSync(${JSON.stringify(join(folder, 'automation.json'))}); tried.push('read'); } catch (error) { tried.push(error.code); }
      const socket = net.connect(${JSON.stringify(place.address)});
      socket.on('connect', () => { tried.push('connected'); done(); }).on('error', error => { tried.push(error.code); done(); });
      const done = () => { console.log(JSON.stringify(tried)); process.exit(); };`;
    const child = spawn(
      'setpriv',
      ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, '-e', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        cwd: '/',
      },
    );
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await once(child, 'close');
    expect(JSON.parse(said)).toEqual(['EACCES', 'EACCES']);
    expect(readFileSync(join(folder, 'automation.json'), 'utf8')).toContain(place.address);
    expect(asked).toEqual([]);
  });
});
