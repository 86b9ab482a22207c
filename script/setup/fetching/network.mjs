/**
 * What a child needs in its environment to go out as this machine does. Node goes through the proxy that HTTPS_PROXY, HTTP_PROXY and
 * NO_PROXY name if NODE_USE_ENV_PROXY asks for it (https://nodejs.org/api/cli.html#node_use_env_proxy1); that is how @electron/get gets
 * there too, for which `ELECTRON_GET_USE_PROXY` does nothing without a package that is not here. Where they are not set, what npm was told
 * counts (`proxy`, `https-proxy`, `noproxy`, `cafile`), which it hands to its scripts.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function networkEnv(env) {
  const first = (...names) => names.map(name => env[name]).find(Boolean);
  const http = first('http_proxy', 'HTTP_PROXY', 'npm_config_proxy');
  const https = first('https_proxy', 'HTTPS_PROXY', 'npm_config_https_proxy') ?? http;
  const set = {
    NODE_USE_ENV_PROXY: first('NODE_USE_ENV_PROXY') ?? '1',
    http_proxy: http,
    https_proxy: https,
    no_proxy: first('no_proxy', 'NO_PROXY', 'npm_config_noproxy'),
    NODE_EXTRA_CA_CERTS: first('NODE_EXTRA_CA_CERTS', 'npm_config_cafile'),
  };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

/** The authorities of the system count beside Node's own, a company's among them: https://nodejs.org/api/cli.html#--use-system-ca */
export const trustSystem = '--use-system-ca';

/**
 * The proxy that a request to `url` goes through in that environment, as Node's fetch decides it, or null.
 *
 * @param {URL} url
 * @param {NodeJS.ProcessEnv} env as `networkEnv` made it
 * @returns {URL | null}
 */
export function proxyFor(url, env) {
  const proxy = url.protocol === 'http:' ? env.http_proxy : env.https_proxy;
  const isSpared = rule => {
    const [, name = '', port = ''] = /^(.*?)(?::(\d+))?$/.exec(rule.toLowerCase()) ?? [];
    if (port !== '' && port !== (url.port || { 'http:': '80', 'https:': '443' }[url.protocol])) return false;
    return /^[.*]/.test(name) ? url.hostname.endsWith(name.replace(/^\*/, '')) : url.hostname === name;
  };
  const spared = (env.no_proxy ?? '').split(/[\s,]+/).some(rule => rule !== '' && isSpared(rule));
  return spared ? null : URL.parse(proxy ?? '');
}
