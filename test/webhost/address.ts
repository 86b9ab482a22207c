/** How an app's own scheme appears in the browser: `app://ui/x` ↔ `http://app--ui.localhost:PORT/x`. */

export function toBrowser(url: string, port: number): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  return `http://${protocol.slice(0, -1)}--${host}.localhost:${port}${pathname}${search}${hash}`;
}

/** The app's own address of what the browser calls so; null when it is none of ours. */
export function toApp(url: string, port: number): string | null {
  const { protocol, host, pathname, search, hash } = new URL(url);
  const [, scheme, name] = /^([a-z][a-z0-9+.]*)--([a-z0-9.-]+)\.localhost:(\d+)$/.exec(host) ?? [];
  if (protocol !== 'http:' || scheme === undefined || name === undefined) return null;
  return host.endsWith(`:${port}`) ? `${scheme}://${name}${pathname}${search}${hash}` : null;
}
