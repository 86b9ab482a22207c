import tls, { type ConnectionOptions, checkServerIdentity } from 'node:tls';

/**
 * What every TLS connection insists on, to a proxy as to the API. Said on each, because whatever is left out is taken
 * from the environment (`NODE_TLS_REJECT_UNAUTHORIZED`, `--tls-min-v1.0`: Node 24, lib/_tls_wrap.js and lib/tls.js).
 * Whom to trust is not said: Node's own list, the system's certificates, and those of `NODE_EXTRA_CA_CERTS`.
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

/** Adds the system's certificates to Node's own, once, before the first handshake: companies bring their own. */
function trustSystemCertificates(): void {
  if (trusted) return;
  trusted = true;
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
  } catch {
    // A system store that cannot be read leaves Node's own list, which covers the published address.
  }
}
