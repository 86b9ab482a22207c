import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Whether Chromium's sandbox can be built here, by its own rules. It wants a user namespace, and else the helper beside the program, which must
 * be root's with the mode 4755; with neither it ends itself by SIGTRAP (Chromium: `ZygoteHostImpl::Init` in
 * content/browser/zygote_host/zygote_host_impl_linux.cc, `PrependWrapper` in sandbox/linux/suid/client/setuid_sandbox_host.cc). Ubuntu
 * since 23.10 keeps namespaces from programs without an AppArmor profile
 * (Chromium: docs/security/apparmor-userns-restrictions.md), which one in node_modules does not have.
 *
 * @typedef {{ platform: string; user: number | undefined; env: NodeJS.ProcessEnv; root: string }} System
 * @param {string} program Electron's executable
 * @param {System} [system] `root` is where its /proc and /etc are
 * @returns {{ setting: string; helper: string } | null} the setting that forbids namespaces, where the helper cannot help
 */
export function sandboxTrouble(program, system = thisSystem) {
  const { platform, user, env, root } = system;
  if (platform !== 'linux' || user === 0 || env.ELECTRON_DISABLE_SANDBOX !== undefined) return null;
  const read = path => {
    try {
      return readFileSync(join(root, path), 'utf8').trim();
    } catch {
      return '';
    }
  };
  const helper = join(dirname(program), 'chrome-sandbox');
  if (isRootsHelper(helper)) return null;
  const forbids = [
    ['kernel.unprivileged_userns_clone', '0'],
    ['user.max_user_namespaces', '0'],
    [
      'kernel.apparmor_restrict_unprivileged_userns',
      hasProfile(join(root, 'etc/apparmor.d'), program) ? 'never' : '1',
    ],
  ].find(([name, value]) => read(`proc/sys/${name.replace('.', '/')}`) === value);
  return forbids === undefined ? null : { setting: forbids.join(' = '), helper };
}

/** @type {System} */
const thisSystem = { platform: process.platform, user: process.getuid?.(), env: process.env, root: '/' };

function isRootsHelper(file) {
  try {
    const { uid, mode } = statSync(file);
    return uid === 0 && (mode & 0o4000) !== 0 && (mode & 0o001) !== 0;
  } catch {
    return false;
  }
}

/** Somebody may have written a profile for it: one that names its path. */
function hasProfile(folder, program) {
  try {
    const profiles = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile());
    return profiles.some(({ name }) => readFileSync(join(folder, name), 'utf8').includes(program));
  } catch {
    return false;
  }
}

const quoted = path => `'${path.replaceAll("'", "'\\''")}'`;

/** What helps, in lines. */
export const sandboxHelp = helper => [
  'The installed app has what it needs: npm run package, then sudo apt install ./release/raze-quick-stage-*.deb (it brings an AppArmor profile).',
  'Or let the helper that comes with Electron do it, once:',
  `  sudo chown root: ${quoted(helper)} && sudo chmod 4755 ${quoted(helper)}`,
];
