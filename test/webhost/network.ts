import { Socket as UdpSocket } from 'node:dgram';
import { Socket } from 'node:net';
import { tellNamesAndPrograms } from './names-and-programs.ts';

export interface Cut {
  set(online: boolean): void;
}

/** Every cut of this process: each hears of a connection, and one that is offline forbids it. */
const cuts = new Set<{ online: boolean; readonly contacted: (host: string) => void }>();
const open = new Set<Socket>();
const tellAll = (host: string): void => {
  for (const { contacted } of cuts) contacted(host);
};

type Connect = (this: Socket, ...args: unknown[]) => Socket;

/** Local sockets (a path instead of a host) are no network. */
function isLocal(args: readonly unknown[]): boolean {
  const [first] = args;
  const options: unknown = Array.isArray(first) ? first[0] : first;
  return typeof options === 'object' && options !== null && 'path' in options && Boolean(options.path);
}

/** The host that a connection is for, as its caller names it: before a name is looked up. */
function hostOf(args: readonly unknown[]): string {
  const [first, second] = args.flat();
  if (typeof first === 'object' && first !== null && 'host' in first)
    return String(first.host ?? 'localhost');
  return typeof second === 'string' ? second : 'localhost';
}

function guardNetwork(): void {
  const connect = Socket.prototype.connect as unknown as Connect;
  const guarded: Connect = function guarded(...args) {
    if (isLocal(args)) return connect.apply(this, args);
    tellAll(hostOf(args));
    if ([...cuts].some(({ online }) => !online)) {
      const gone = { code: 'ENETUNREACH', errno: -101, syscall: 'connect' };
      process.nextTick(() => this.destroy(Object.assign(new Error('connect ENETUNREACH'), gone)));
      return this;
    }
    open.add(this);
    this.once('close', () => open.delete(this));
    return connect.apply(this, args);
  };
  Socket.prototype.connect = guarded as unknown as typeof Socket.prototype.connect;

  const send = UdpSocket.prototype.send as (this: UdpSocket, ...args: unknown[]) => void;
  UdpSocket.prototype.send = function told(this: UdpSocket, ...args: unknown[]) {
    // The message comes first and may be a text.
    tellAll(args.slice(1).find(it => typeof it === 'string') ?? 'localhost');
    return send.apply(this, args);
  } as typeof UdpSocket.prototype.send;
  const connectUdp = UdpSocket.prototype.connect as (this: UdpSocket, ...args: unknown[]) => void;
  UdpSocket.prototype.connect = function told(this: UdpSocket, ...args: unknown[]) {
    tellAll(args.find(it => typeof it === 'string') ?? 'localhost');
    return connectUdp.apply(this, args);
  } as typeof UdpSocket.prototype.connect;
  tellNamesAndPrograms(tellAll);
}

/**
 * Takes charge of this process's outgoing TCP connections and tells `contacted` the host of each, of each datagram and of each name that is
 * asked for, and each program that is started. Offline, new ones fail as on a machine without a
 * route (`ENETUNREACH` from `connect`) and open ones are reset. Incoming connections are left alone, so pages
 * stay attached.
 */
export function cutNetwork(contacted: (host: string) => void): Cut {
  if (cuts.size === 0) guardNetwork();
  const cut = { online: true, contacted };
  cuts.add(cut);
  return {
    set(next) {
      cut.online = next;
      if (next) return;
      const reset = { code: 'ECONNRESET', errno: -104, syscall: 'read' };
      for (const socket of open) socket.destroy(Object.assign(new Error('read ECONNRESET'), reset));
    },
  };
}
