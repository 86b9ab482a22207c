/**
 * Imported before everything else: takes away what the environment would change about how safely the key travels.
 * `NODE_EXTRA_CA_CERTS` stays, a company's own authority is trusted. (`NODE_OPTIONS` is the packaged program's fuse to
 * switch off, and takes `NODE_EXTRA_CA_CERTS` with it: Electron, docs/api/environment-variables.md.)
 */
const unwanted = [
  // Node asks for it at each handshake (lib/internal/options.js).
  'NODE_TLS_REJECT_UNAUTHORIZED',
  // Node tells what it sends, headers and all (lib/internal/util/debuglog.js).
  'NODE_DEBUG',
  // Chromium writes down the secrets of its own connections (content/browser/network_service_instance_impl.cc).
  'SSLKEYLOGFILE',
];

/**
 * Node has read NODE_DEBUG before any program's code (lib/internal/process/pre_execution.js) and cannot be told
 * otherwise; but whatever it says goes through this stream's `write`, and begins with the topic and the process.
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
