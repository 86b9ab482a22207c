import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { zip } from './zip.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const modules = join(root, 'node_modules');
export const version: string = JSON.parse(
  readFileSync(join(modules, 'electron/package.json'), 'utf8'),
).version;

const archive = `electron-v${version}-linux-x64.zip`;
/** What a mirror serves: an archive with a program that is none, and its checksum. */
const content = zip({ electron: '#!/bin/sh\n', version });
const sums = `${createHash('sha256').update(content).digest('hex')} *${archive}\n`;

/** A checkout with the scripts and Electron's npm package as it is before its program is there. */
export interface Machine {
  readonly folder: string;
  /** `ensureElectron` there: what it resolves to, relative to the folder, and what a person reads. */
  fetch(env?: Readonly<Record<string, string>>): Promise<{ program: string | null; said: string }>;
}

export function newMachine(): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'raze-fetching-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['script', 'package.json', 'node_modules/electron'])
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: file => !/electron\/(dist|path\.txt)$/.test(file),
    });
  for (const one of ['node', '@electron', '@electron-internal'])
    symlinkSync(join(modules, one), join(folder, 'node_modules', one), 'junction');
  mkdirSync(join(folder, 'tmp'));
  const script = `
    const { ensureElectron } = await import(${JSON.stringify(join(folder, 'script/setup/electron.mjs'))});
    console.log(JSON.stringify(await ensureElectron()));`;
  return {
    folder,
    async fetch(env = {}) {
      const clean = Object.entries(process.env).filter(
        ([name]) => !/proxy|electron|npm_config|cert/i.test(name),
      );
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        cwd: folder,
        env: {
          ...Object.fromEntries(clean),
          ELECTRON_INSTALL_PLATFORM: 'linux',
          ELECTRON_INSTALL_ARCH: 'x64',
          electron_config_cache: join(folder, 'cache'),
          TMPDIR: join(folder, 'tmp'),
          ...env,
        },
      });
      let told = '';
      let said = '';
      child.stdout.on('data', chunk => {
        told += chunk;
      });
      child.stderr.on('data', chunk => {
        said += chunk;
      });
      await once(child, 'close');
      const program = JSON.parse(told) as string | null;
      return { program: program?.replace(`${folder}/`, '') ?? null, said };
    },
  };
}

/** Where somebody has listened and nobody does. */
export async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `127.0.0.1:${port}`;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface Mirror {
  readonly address: string;
  /** The paths it was asked for. */
  readonly asked: readonly string[];
}

/** A server with Electron's archive and checksum below any path; `answer` may answer instead. */
export async function startMirror(
  options: { answer?: RequestListener; tls?: ServerOptions } = {},
): Promise<Mirror> {
  const { tls, answer } = options;
  const asked: string[] = [];
  const handle: RequestListener = (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (answer !== undefined) return answer(request, response);
    const body = path.endsWith(`/v${version}/${archive}`)
      ? content
      : path.endsWith('/SHASUMS256.txt')
        ? sums
        : null;
    response.writeHead(body === null ? 404 : 200, { 'content-length': body?.length ?? 0 }).end(body);
  };
  const address = await listen(tls === undefined ? createServer(handle) : createTlsServer(tls, handle));
  return { address, asked };
}

/** A proxy that lets through whoever says `login`; `status`: what it answers everybody. */
export async function startProxy(options: { login?: string; status?: number } = {}): Promise<Mirror> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const given = Buffer.from(
      request.headers['proxy-authorization']?.split(' ')[1] ?? '',
      'base64',
    ).toString();
    const status = options.status ?? (given === (options.login ?? '') ? 200 : 407);
    socket.on('error', () => undefined);
    socket.write(`HTTP/1.1 ${status} It\r\n\r\n`);
    if (status !== 200) return void socket.end();
    const [host = '', port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host);
    onward.on('error', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  return { address: await listen(server), asked };
}
