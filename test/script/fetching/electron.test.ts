import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { authority, valid } from '../../support/servers/certificates.ts';
import { closedAddress, newMachine, startMirror, startProxy, version } from './machine.ts';

/** A name that nobody has (RFC 2606), and an address where nobody listens any more. */
const nowhere = 'no-such-host.invalid';
const shut = await closedAddress();
const remote = { electron_use_remote_checksums: '1' };
const here = 'node_modules/electron/dist/electron';

describe('Electron’s program', () => {
  test('is fetched from a mirror, checked, unpacked, shown on the way, and not fetched twice', async () => {
    const machine = newMachine();
    const mirror = await startMirror();
    const env = { ...remote, ELECTRON_MIRROR: `http://${mirror.address}/` };
    const { program, said } = await machine.fetch(env);
    expect(program).toBe(here);
    expect(said).toContain(`Fetching Electron ${version}`);
    expect(said).toContain(`Electron ${version}: 100 % of `);
    const asked = mirror.asked.length;
    expect((await machine.fetch(env)).program).toBe(here);
    expect(mirror.asked).toHaveLength(asked);
  });

  test('comes from the mirror in npm’s configuration', async () => {
    const machine = newMachine();
    const mirror = await startMirror();
    writeFileSync(join(machine.folder, '.npmrc'), `electron_mirror=http://${mirror.address}/\n`);
    writeFileSync(
      join(machine.folder, 'package.json'),
      JSON.stringify({
        engines: { node: '>=20' },
        scripts: { told: 'node -p "JSON.stringify(process.env)"' },
      }),
    );
    const env = JSON.parse(
      execFileSync('npm', ['run', '--silent', 'told'], { cwd: machine.folder, encoding: 'utf8' }),
    ) as Record<string, string>;
    const given = Object.entries(env).filter(([name]) => name.startsWith('npm_config_'));
    expect((await machine.fetch({ ...Object.fromEntries(given), ...remote })).program).toBe(here);
    expect(mirror.asked).toContain(`/v${version}/electron-v${version}-linux-x64.zip`);
  });

  test.each([
    'HTTP_PROXY',
    'http_proxy',
    'npm_config_proxy',
    'HTTPS_PROXY',
    'https_proxy',
    'npm_config_https_proxy',
  ])('comes through the proxy that %s names', async variable => {
    const tls = /https/i.test(variable);
    const mirror = await startMirror(tls ? { tls: valid } : {});
    const proxy = await startProxy({ login: 'ana:s3cr3t' });
    const machine = newMachine();
    const file = join(machine.folder, 'authority.pem');
    writeFileSync(file, authority);
    const [, port] = mirror.address.split(':');
    const { program } = await machine.fetch({
      ...remote,
      ELECTRON_MIRROR: `${tls ? 'https' : 'http'}://localhost:${port}/`,
      NODE_EXTRA_CA_CERTS: file,
      [variable]: `http://ana:s3cr3t@${proxy.address}`,
    });
    expect(program).toBe(here);
    expect(proxy.asked).toContain(`localhost:${port}`);
  });

  test('comes from a server whose authority the system knows, or NODE_EXTRA_CA_CERTS, or npm’s cafile', async () => {
    const mirror = await startMirror({ tls: valid });
    for (const variable of ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'npm_config_cafile']) {
      const machine = newMachine();
      const file = join(machine.folder, 'authority.pem');
      writeFileSync(file, authority);
      const env = { ...remote, ELECTRON_MIRROR: `https://${mirror.address}/`, [variable]: file };
      expect((await machine.fetch(env)).program).toBe(here);
    }
  });

  test('is the one in the folder that ELECTRON_OVERRIDE_DIST_PATH names', async () => {
    const machine = newMachine();
    const folder = join(machine.folder, 'elsewhere');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    const { program, said } = await machine.fetch(env);
    expect(program).toBeNull();
    expect(said).toContain(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, and there is no electron in it`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'electron'), '');
    expect((await machine.fetch(env)).program).toBe('elsewhere/electron');
  });
});

describe('a download that fails is explained:', () => {
  const from = (mirror: string, env = {}) => newMachine().fetch({ ELECTRON_MIRROR: mirror, ...env });
  const failed = (what: string, ...help: string[]) => ({
    program: null,
    said: expect.stringMatching(new RegExp(`${what}[^]*${help.join('[^]*')}`)),
  });

  test('no address for the server', async () => {
    expect(await from(`https://${nowhere}/`)).toEqual(
      failed(`There is no address for ${nowhere}`, 'HTTPS_PROXY', 'npm config set https-proxy'),
    );
  });

  test('a server that takes no connection', async () => {
    expect(await from(`http://${shut}/`)).toEqual(failed(`${shut} takes no connection`, 'HTTPS_PROXY'));
  });

  test('a server that breaks off', async () => {
    const { address } = await startMirror({
      answer: (_, response) => {
        response.writeHead(200, { 'content-length': 1000 }).write('x');
        setImmediate(() => response.destroy());
      },
    });
    expect(await from(`http://${address}/`)).toEqual(failed(`${address} broke off`, 'Try again later'));
  });

  test('a version that the mirror does not have', async () => {
    const { address } = await startMirror();
    expect(await from(`http://${address}/x`)).toEqual(
      failed(`It is not at http://${address}/xv${version}/\\S+ \\(404\\)`, 'ends in a slash'),
    );
  });

  test('a status', async () => {
    const { address } = await startMirror({ answer: (_, response) => response.writeHead(503).end() });
    expect(await from(`http://${address}/`)).toEqual(
      failed(`${address} answers with 503`, 'ELECTRON_MIRROR'),
    );
  });

  test('a page instead of the archive', async () => {
    const { address } = await startMirror({ answer: (_, response) => response.end('<h1>Sign in</h1>') });
    expect(await from(`http://${address}/`)).toEqual(failed('its checksum is another', 'sign-in page'));
  });

  test('a certificate that nobody here trusts', async () => {
    const { address } = await startMirror({ tls: valid });
    expect(await from(`https://${address}/`)).toEqual(
      failed(`The certificate of ${address} is not trusted`, 'NODE_EXTRA_CA_CERTS'),
    );
  });

  test('a proxy that wants a name and a password', async () => {
    const { address } = await startProxy({ login: 'ana:s3cr3t' });
    const { program, said } = await from(`https://${nowhere}/`, {
      HTTPS_PROXY: `http://ana:wr0ng@${address}`,
    });
    expect(program).toBeNull();
    expect(said).toContain(`The proxy ${address} wants a name and a password (407)`);
    expect(said).not.toContain('wr0ng');
  });

  test('a proxy that lets nothing through', async () => {
    const { address } = await startProxy({ status: 403 });
    expect(await from(`https://${nowhere}/`, { HTTPS_PROXY: `http://${address}` })).toEqual(
      failed(`The proxy ${address} lets nothing through to it \\(403\\)`, 'ELECTRON_MIRROR'),
    );
  });

  test('a proxy that is not there, which a mirror beside it does without', async () => {
    const proxies = { HTTP_PROXY: `http://${shut}`, HTTPS_PROXY: `http://${nowhere}:3128` };
    expect(await from('https://mirror.test/', proxies)).toEqual(
      failed(`There is no address for ${nowhere}:3128`, 'name of the proxy'),
    );
    expect(await from('http://mirror.test/', proxies)).toEqual(
      failed(`${shut} takes no connection`, 'the proxy may have moved'),
    );
    const { address } = await startMirror();
    const spared = { ...proxies, ...remote, NO_PROXY: 'localhost,127.0.0.1' };
    expect((await from(`http://${address}/`, spared)).program).toBe(here);
  });

  test('an archive that cannot be unpacked', async () => {
    const machine = newMachine();
    const { address } = await startMirror();
    writeFileSync(join(machine.folder, 'node_modules/electron/dist'), 'a file in the way');
    const { program, said } = await machine.fetch({ ...remote, ELECTRON_MIRROR: `http://${address}/` });
    expect(program).toBeNull();
    expect(said).toContain('could not be had');
  });

  test('and the next start tries again', async () => {
    const machine = newMachine();
    expect((await machine.fetch({ ELECTRON_MIRROR: `http://${shut}/` })).program).toBeNull();
    const { address } = await startMirror();
    expect((await machine.fetch({ ...remote, ELECTRON_MIRROR: `http://${address}/` })).program).toBe(here);
  });
});
