import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type ErrorFault, errorText, type Faults, isStray, misdeliver } from './faults.ts';

/** What a request looked like and how it was answered. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0 when it was left without an answer, 511 behind a sign-in page. */
  readonly status: number;
}

/** A server on loopback as a test wants it: what reaches it is seen, goes wrong or is refused as the test says. */
export interface Front {
  readonly url: string;
  /** In the order in which they were answered. */
  readonly requests: readonly SeenRequest[];
  readonly faults: Faults;
  /** Refuses connections until `online`; the port stays the same. */
  offline(): Promise<void>;
  online(): Promise<void>;
  close(): Promise<void>;
}

export interface FrontOptions {
  /** The clock of the `Date` header, epoch ms. */
  readonly now: () => number;
  /** The loopback port it listens on; a free one unless told. Rejects where that is taken. */
  readonly port?: number;
}

/** Puts itself before an API whose answers are whole when they are ended. */
export async function startFront(
  listener: RequestListener,
  { now, port: wanted = 0 }: FrontOptions,
): Promise<Front> {
  const faults = createFaults();
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    const fault = faults.take(method, path);
    if (fault?.kind === 'slow') await new Promise(resolve => setTimeout(resolve, fault.ms));
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    const answered = (status: number): void => {
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ method, path, headers: request.headers as Record<string, string>, body, status });
    };
    response.setHeader('Date', new Date(now()).toUTCString());
    if (isStray(fault) && !('acted' in fault && fault.acted)) {
      request.once('end', () => {
        answered(fault.kind === 'raw' ? fault.status : fault.kind === 'captive' ? 511 : 0);
        misdeliver(response, fault, '{"success":false,"message":"Not acted upon"}');
      });
      return;
    }
    whenEnded(response, text => {
      if (fault?.kind === 'error') become(response, fault);
      const silent = fault?.kind === 'reset' || fault?.kind === 'silence';
      answered(silent ? 0 : fault?.kind === 'raw' ? fault.status : response.statusCode);
      if (isStray(fault)) misdeliver(response, fault, text);
      else
        response.end(
          fault?.kind === 'error' && response.statusCode === fault.status ? errorText(fault) : text,
        );
    });
    // Something harmless is asked instead, so that the key is looked at and the request counted.
    if (fault?.kind === 'error')
      Object.assign(request, { method: 'GET', url: '/external/v1/opportunities?limit=1' });
    listener(request, response);
  }

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    await new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  await listen(wanted);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    faults,
    offline: stop,
    online: async () => {
      if (!server.listening) await listen(port);
    },
    close: stop,
  };
}

/** Calls back instead of the first `end`, with the text it was given; nothing has been sent by then. */
function whenEnded(response: ServerResponse, then: (text: string) => void): void {
  const end = response.end;
  response.end = ((body?: unknown) => {
    response.end = end;
    then(typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : '');
    return response;
  }) as typeof end;
}

/** Makes the answer the fault's, unless the key is none or its hour used up. */
function become(response: ServerResponse, { status }: ErrorFault): void {
  if (response.statusCode === 401 || response.statusCode === 429) return;
  response.statusCode = status;
  for (const name of ['ETag', 'Content-Length']) response.removeHeader(name);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  if (status !== 401) return;
  for (const name of response.getHeaderNames()) {
    if (name.startsWith('x-ratelimit')) response.removeHeader(name);
  }
}
