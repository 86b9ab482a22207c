const viaProxy = command =>
  `Where the way out is a proxy, name it: HTTPS_PROXY=http://HOST:PORT ${command} (or: npm config set https-proxy http://HOST:PORT).`;
const wait = 'Try again later.';

/** What happened and what helps, by kind. @type {Record<import('./failure.mjs').Kind, (failure: import('./failure.mjs').Failure & { command: string }) => string[]>} */
const words = {
  'name-unknown': ({ who, proxied, command }) => [
    `There is no address for ${who}.`,
    proxied
      ? 'Look at HTTPS_PROXY: the name of the proxy may be mistyped.'
      : `Is this machine on a network? ${viaProxy(command)}`,
  ],
  refused: ({ who, proxied, command }) => [
    `${who} takes no connection.`,
    proxied ? 'Look at HTTPS_PROXY: the proxy may have moved, or have another port.' : viaProxy(command),
  ],
  'no-answer': ({ who, detail, command }) => [`${who} does not answer (${detail}).`, viaProxy(command)],
  cut: ({ who, detail, command }) => [`${who} broke off (${detail}).`, `${wait} ${viaProxy(command)}`],
  'proxy-login': ({ who, command }) => [
    `The proxy ${who} wants a name and a password (407).`,
    `Put them into its address: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT ${command}.`,
  ],
  'proxy-refuses': ({ who, detail, command }) => [
    `The proxy ${who} lets nothing through to it (${detail}).`,
    `Ask those who run it, or name a server that it does let through: ELECTRON_MIRROR=https://…/ ${command}.`,
  ],
  certificate: ({ who, detail, command }) => [
    `The certificate of ${who} is not trusted (${detail}).`,
    `A company that reads along has an authority of its own. Name its file: NODE_EXTRA_CA_CERTS=/path/to/authority.pem ${command}.`,
  ],
  'not-there': ({ url }) => [
    `It is not at ${url} (404).`,
    'Look at ELECTRON_MIRROR: it ends in a slash, and the server must have this version.',
  ],
  status: ({ who, detail, command }) => [
    `${who} answers with ${detail}.`,
    `${wait} Or name another server: ELECTRON_MIRROR=https://…/ ${command}.`,
  ],
  checksum: ({ url }) => [
    `What came from ${url} is not what its makers published: its checksum is another.`,
    'A sign-in page of the network may have answered: open it in a browser first. A mirror with builds of its own needs electron_use_remote_checksums=1.',
  ],
  'disk-full': ({ detail }) => [
    `The disk is full (${detail}).`,
    'Electron needs about 500 MB: here, in the folder for temporary files, and in its cache (electron_config_cache=DIR names another).',
  ],
  'not-allowed': ({ detail }) => [
    `A file could not be written (${detail}).`,
    'Electron is written into node_modules and into a cache in your home folder (electron_config_cache=DIR names another): both must be yours.',
  ],
  unknown: ({ detail }) => [detail.slice(0, 500), wait],
};

/**
 * The failure as lines for a terminal: what happened, then what to do.
 *
 * @param {import('./failure.mjs').Failure} failure
 * @param {string} command what to start again once it is mended
 */
export const explain = (failure, command) => words[failure.kind]({ ...failure, command });
