import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:net';
import { onTestFinished } from 'vitest';

/** The servers of this process that are asked to listen from now on (Node: docs/api/diagnostics_channel.md, `net.server.listen`). */
export function serversFromNowOn(): readonly Server[] {
  const servers: Server[] = [];
  const note = (told: unknown): void => void servers.push((told as { readonly server: Server }).server);
  const channel = 'tracing:net.server.listen:asyncStart';
  subscribe(channel, note);
  onTestFinished(() => void unsubscribe(channel, note));
  return servers;
}

/** Tells each that connections could not be taken in, as Node does where the system has no more room for them (lib/net.js, `onconnection`). */
export function failToAccept(servers: readonly Server[]): void {
  for (const server of servers) for (const _ of [1, 2]) server.emit('error', new Error('accept ENFILE'));
}
