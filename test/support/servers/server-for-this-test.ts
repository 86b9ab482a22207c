import { onTestFinished } from 'vitest';
import { type Server, type ServerOptions, startServer } from './server.ts';

/** An API for the length of the test. */
export async function serverForThisTest(options: ServerOptions = {}): Promise<Server> {
  const server = await startServer(options);
  onTestFinished(() => server.close());
  return server;
}
