import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientRequest, IncomingMessage, Session } from 'electron';
import { type Area, listen, next } from '../case.ts';
import type { Host } from '../host.ts';

let sessions = 0;

/** A server on this machine, and a session of its own to ask it in. */
async function asking<T>(
  { electron: { net, session } }: Host,
  answers: RequestListener,
  see: (ask: (redirect?: 'manual' | 'follow') => ClientRequest, through: Session) => Promise<T>,
): Promise<T> {
  const server = createServer(answers);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  sessions += 1;
  const through = session.fromPartition(`requests-${sessions}`, { cache: false });
  const ask = (redirect: 'manual' | 'follow' = 'follow'): ClientRequest =>
    net.request({
      protocol: 'http:',
      hostname: '127.0.0.1',
      port,
      path: '/',
      redirect,
      session: through,
    });
  try {
    return await see(ask, through);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const isCodeless = (error: unknown): boolean => error instanceof Error && !('code' in error);
const leadsOn: RequestListener = (request, answer) => {
  if (request.url === '/there') answer.end('there');
  else answer.writeHead(302, { location: '/there' }).end();
};

/** `net.request`, as electron-updater uses it. */
export const requests: Area = {
  area: 'requests',
  cases: [
    {
      says: 'an answer has its status and its headers, and is read as a stream',
      from: 'lib/common/api/net-client-request.ts:453',
      see: host =>
        asking(
          host,
          (_request, answer) =>
            answer.writeHead(418, { 'content-type': 'text/x-tea' }).end('short and stout'),
          async ask => {
            const request = ask();
            const answered = next(request, 'response');
            request.end();
            const [answer] = (await answered) as [IncomingMessage];
            const parts: string[] = [];
            answer.on('data', part => parts.push(String(part)));
            await next(answer, 'end');
            return [answer.statusCode, answer.headers['content-type'], parts.join('')];
          },
        ),
      is: [418, 'text/x-tea', 'short and stout'],
    },
    {
      says: 'a redirect that nobody follows is announced, and ends the request',
      from: 'lib/common/api/net-client-request.ts:491',
      see: host =>
        asking(host, leadsOn, async ask => {
          const request = ask('manual');
          const seen = listen(request, ['redirect', 'response']);
          const led = next(request, 'redirect');
          const failed = next(request, 'error');
          request.end();
          const [status, method, url] = await led;
          await failed;
          return [status, method, new URL(String(url)).pathname, seen];
        }),
      is: [302, 'GET', '/there', ['redirect']],
    },
    {
      says: 'a redirect that may be followed is announced and followed',
      from: 'lib/common/api/net-client-request.ts:500',
      see: host =>
        asking(host, leadsOn, async ask => {
          const request = ask();
          const seen = listen(request, ['redirect', 'response']);
          const answered = next(request, 'response');
          request.end();
          const [answer] = (await answered) as [IncomingMessage];
          return [answer.statusCode, seen];
        }),
      is: [200, ['redirect', 'response']],
    },
    {
      says: 'a request tells of no socket',
      from: 'docs/api/client-request.md#instance-events',
      see: host =>
        asking(
          host,
          (_request, answer) => answer.end(),
          async ask => {
            const request = ask();
            const seen = listen(request, ['socket', 'response']);
            const answered = next(request, 'response');
            request.end();
            await answered;
            return seen;
          },
        ),
      is: ['response'],
    },
    {
      says: 'a connection that ends in the middle of an answer is an error without a code',
      from: 'lib/common/api/net-client-request.ts:463',
      see: host =>
        asking(
          host,
          (_request, answer) => {
            answer.writeHead(200, { 'content-length': 100 });
            answer.write('half', () => setTimeout(() => answer.destroy(), 50));
          },
          async ask => {
            const request = ask();
            const failed = next(request, 'error');
            request.on('response', answer => {
              answer.on('data', () => undefined);
              answer.on('error', () => undefined);
            });
            request.end();
            const [error] = await failed;
            return isCodeless(error);
          },
        ),
      is: true,
    },
    {
      says: 'to close all connections of its session ends a request that waits',
      from: 'docs/api/session.md#sescloseallconnections',
      see: host => {
        const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
        return asking(
          host,
          () => arrive(),
          async (ask, through) => {
            const request = ask();
            const failed = next(request, 'error');
            request.end();
            await arrived;
            await through.closeAllConnections();
            const [error] = await failed;
            return isCodeless(error);
          },
        );
      },
      is: true,
    },
    {
      says: 'what the filter of its session cancels does not leave, after a redirect either',
      from: 'docs/api/web-request.md#webrequestonbeforerequestfilter-listener',
      see: host => {
        const asked: string[] = [];
        return asking(
          host,
          (request, answer) => {
            asked.push(String(request.url));
            leadsOn(request, answer);
          },
          async (ask, through) => {
            through.webRequest.onBeforeRequest(({ url }, answer) =>
              answer({ cancel: url.endsWith('/there') }),
            );
            const request = ask();
            const failed = next(request, 'error');
            request.end();
            await failed;
            return asked;
          },
        );
      },
      is: ['/'],
    },
  ],
};
