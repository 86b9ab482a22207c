import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { contentSecurityPolicy } from '../../../main/shell/page/ui-files.ts';
import { type RunningApp, startApp } from '../../support/app.ts';
import { chromiumArguments, chromiumPath, openWindow } from '../../support/browser.ts';
import { noSession } from '../../support/secret-service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { askByPeers, requestEveryWay, type Targets } from './intruder.ts';
import { requestInRarerWays } from './rarer-ways.ts';

// Without a key no server is asked, so that its dialect makes no difference here.

/** An address of this machine that is not loopback, where it has one: proxies and policies treat loopback apart. */
const outside =
  Object.values(networkInterfaces())
    .flatMap(list => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';

interface Ears {
  readonly targets: Targets;
  /** The protocol of each packet and each connection that came in. */
  readonly heard: string[];
  /** The way of each HTTP request that came in. */
  readonly requested: string[];
}

/** A STUN server's ears and a web server's: they answer nothing and tell of every packet. */
async function listen(): Promise<Ears> {
  const heard: string[] = [];
  const requested: string[] = [];
  const udp = createSocket('udp4', () => void heard.push('udp'));
  const tcp = createServer(socket => {
    heard.push('tcp');
    socket.on('error', () => undefined);
    socket.once('data', data => {
      const way = /^[A-Z]+ \/([a-z-]+) /.exec(String(data))?.[1];
      if (way !== undefined) requested.push(way);
      socket.destroy();
    });
  });
  udp.bind(0, outside);
  tcp.listen(0, outside);
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  onTestFinished(() => {
    udp.close();
    tcp.close();
  });
  const targets = {
    host: outside,
    udp: udp.address().port,
    tcp: (tcp.address() as AddressInfo).port,
    domain: 'way-out.test',
  };
  return { targets, heard, requested };
}

/** A Chromium of this test's own and, once it is closed, the names its network service was asked to look up. */
async function logged(
  ...args: readonly string[]
): Promise<{ browser: Browser; names(): Promise<readonly string[]> }> {
  const log = join(tempFolder(), 'net.json');
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumArguments, `--log-net-log=${log}`, ...args],
  });
  onTestFinished(() => browser.close());
  return {
    browser,
    async names() {
      await browser.close();
      const text = await readFile(log, 'utf8');
      return [...new Set(text.match(/[a-z-]+\.way-out\.test/g))].toSorted();
    },
  };
}

/** Lets the script loose; what it got the browser to open, or to save. */
async function intrude(page: Page, targets: Targets): Promise<readonly string[]> {
  const opened: string[] = [];
  const place = new URL(page.url());
  page.on('download', download => opened.push(`download ${download.url()}`));
  page.context().on('page', other => opened.push(`page ${other.url()}`));
  await page.evaluate(askByPeers, { ...targets, framed: false });
  await page.evaluate(requestInRarerWays, targets);
  await page.evaluate(requestEveryWay, targets);
  const { origin, pathname } = new URL(page.url());
  expect([origin, pathname]).toEqual([place.origin, place.pathname]);
  // Chromium ends the process of a page that tries this under an allowlist.
  await page.evaluate(askByPeers, { ...targets, framed: true }).catch(() => undefined);
  return opened;
}

/** A blank page with these headers, of a server that is not the app. */
async function blankPage(headers: Readonly<Record<string, string>>): Promise<string> {
  const server = createHttpServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', ...headers }).end('<!doctype html><body></body>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function startHere(): Promise<RunningApp> {
  const app = await startApp({ userDataDir: tempFolder(), env: await noSession(), args: ['--lang=en-US'] });
  onTestFinished(() => app.kill());
  return app;
}

test('a hostile script in the page reaches no address and asks for no name, whichever way it tries', async () => {
  const { targets, heard } = await listen();
  const app = await startHere();
  const { browser, names } = await logged();
  const page = await openWindow(browser, await app.url());
  const opened = await intrude(page, targets);
  expect({ opened, names: await names(), heard }).toEqual({ opened: [], names: [], heard: [] });
});

test('the policy alone, as in a browser that knows no allowlist, lets out only what begins as a navigation', async () => {
  const { targets, requested } = await listen();
  const { browser, names: asked } = await logged();
  const page = await browser.newPage();
  const opened: string[] = [];
  page.on('download', download => opened.push(`download ${download.url()}`));
  page.context().on('page', other => opened.push(`page ${other.url()}`));
  await page.goto(await blankPage({ 'Content-Security-Policy': contentSecurityPolicy }));
  await page.evaluate(requestInRarerWays, targets);
  await page.evaluate(requestEveryWay, targets).catch(() => undefined);
  // Electron asks the app before it navigates (`main/shell/page/guard`).
  const navigations = ['download', 'frame', 'location', 'meta'];
  const names = (await asked()).map(name => name.replace(`.${targets.domain}`, ''));
  // Chromium looks the name up before the policy forbids the form.
  const others = [
    ...names.filter(way => ![...navigations, 'form'].includes(way)),
    ...requested.filter(way => !navigations.includes(way)),
  ];
  expect({ opened, others }).toEqual({ opened: [], others: [] });
});

test('the same script on a page without our headers is heard by both listeners', async () => {
  const { targets, heard } = await listen();
  const { browser, names } = await logged();
  const page = await browser.newPage();
  await page.goto(await blankPage({}));
  await page.evaluate(askByPeers, { ...targets, framed: false });
  await page.evaluate(askByPeers, { ...targets, framed: true });
  await page.evaluate(requestInRarerWays, targets);
  // The page leaves for one of its targets in the middle.
  await page.evaluate(requestEveryWay, targets).catch(() => undefined);
  expect(await names()).toEqual(
    expect.arrayContaining(
      ['fetch', 'frame-text', 'stun', 'style-import', 'svg-image', 'turns'].map(way => `${way}.way-out.test`),
    ),
  );
  expect(heard).toEqual(expect.arrayContaining(['udp', 'tcp']));
});

test('in Electron every request but the page’s own is cancelled, a download too, and WebRTC has no UDP', async () => {
  const app = await startHere();
  const cancelled: Record<string, boolean> = {};
  for (const url of [
    'app://ui/index.html',
    'http://127.0.0.1:9/',
    'https://way-out.test/',
    'wss://way-out.test/',
    'ftp://way-out.test/',
    'file:///etc/hostname',
    'blob:app://ui/1',
    'raze-quick-stage://opportunity/opp_1',
  ]) {
    await app.send({ do: 'request', url });
    cancelled[url] = (await app.until('request', told => told.url === url)).cancelled;
  }
  const passed = Object.keys(cancelled).filter(url => !cancelled[url]);
  expect(passed).toEqual(['app://ui/index.html']);
  await app.send({ do: 'download', url: 'app://ui/index.html' });
  expect((await app.until('download')).cancelled).toBe(true);
  expect((await app.until('webrtc')).policy).toBe('disable_non_proxied_udp');
});

test('a name that the page only hints at is not looked up', async () => {
  const app = await startHere();
  const [settings] = app.events.flatMap(told =>
    told.event === 'switch' && told.name === 'blink-settings' ? [told.value] : [],
  );
  const { browser } = await logged(`--blink-settings=${settings},logDnsPrefetchAndPreconnect=true`);
  const page = await openWindow(browser, await app.url());
  const hints: string[] = [];
  page.on('console', message => hints.push(message.text()));
  await page.evaluate(() => {
    for (const rel of ['dns-prefetch', 'preconnect']) {
      document.head.append(
        Object.assign(document.createElement('link'), { rel, href: 'http://hint.way-out.test/' }),
      );
    }
  });
  await expect.poll(() => hints).toContain('Preconnect triggered for http://hint.way-out.test/');
  expect(hints.filter(hint => hint.startsWith('DNS'))).toEqual([]);
});
