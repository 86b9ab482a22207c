import tls, { type ConnectionOptions, checkServerIdentity } from 'node:tls';

/**
 * The options of every TLS connection, to a proxy as well as to the API. All are given explicitly, because Node takes
 * missing ones from the environment (`NODE_TLS_REJECT_UNAUTHORIZED`, `--tls-min-v1.0`: Node 24, lib/_tls_wrap.js and
 * lib/tls.js). Trusted certificates are not given: they are Node's list, the system's, and `NODE_EXTRA_CA_CERTS`.
 */
export function tlsRules() {
  trustSystemCertificates();
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    checkServerIdentity,
  } as const satisfies ConnectionOptions;
}

let trusted = false;

/** Adds the system's certificates to Node's, once, before the first handshake: companies install their own. */
function trustSystemCertificates(): void {
  if (trusted) return;
  trusted = true;
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
  } catch {
    // If the system's store cannot be read, Node's own list remains; it covers the published address.
  }
}
