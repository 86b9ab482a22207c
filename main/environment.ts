/**
 * Imported before everything else: removes environment variables that would make the key less safe.
 * `NODE_EXTRA_CA_CERTS` stays, since a company's own authority is trusted. (The packaged program's fuse turns
 * `NODE_OPTIONS` off, and `NODE_EXTRA_CA_CERTS` with it: Electron, docs/api/environment-variables.md.)
 */
const unwanted = [
  // Node reads it at each handshake (lib/internal/options.js).
  'NODE_TLS_REJECT_UNAUTHORIZED',
  // Node prints what it sends, headers included (lib/internal/util/debuglog.js).
  'NODE_DEBUG',
  // Chromium writes the secrets of its TLS connections to it (content/browser/network_service_instance_impl.cc).
  'SSLKEYLOGFILE',
];

/**
 * Node has read NODE_DEBUG before any code of a program (lib/internal/process/pre_execution.js), so it cannot be
 * switched off. Its output goes through this stream's `write` and begins with topic and process.
 */
function muteNode(): void {
  const colour = '(?:\u001b\\[\\d+m)?';
  const debugLine = new RegExp(`^\\S+ ${colour}${process.pid}${colour}[: ]`);
  const write = process.stderr.write.bind(process.stderr) as (...args: unknown[]) => boolean;
  process.stderr.write = (...args: unknown[]) =>
    typeof args[0] === 'string' && debugLine.test(args[0]) ? true : write(...args);
}

if (process.env.NODE_DEBUG) muteNode();
for (const name of unwanted) delete process.env[name];
