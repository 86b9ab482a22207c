import type { App } from 'electron';
import type { Mode } from '../modes.ts';

type Read = ReturnType<App['getLoginItemSettings']>;

/**
 * Login items with the members that each system has (shell/common/gin_converters/login_item_settings_converter.cc); `openAsHidden`,
 * `wasOpenedAsHidden` and `restoreState` are gone. On Linux nothing is ever on (shell/browser/browser_linux.cc).
 */
export function createLogin(mode: ReadonlySet<Mode>) {
  const allowed = !mode.has('login-forbidden');
  let item: readonly string[] | null = null;
  const basis = { executableWillLaunchAtLogin: false, openAtLogin: false, wasOpenedAtLogin: false };
  const read = (args: readonly string[]): Partial<Read> => {
    if (process.platform === 'darwin') {
      const status = item === null ? 'not-registered' : allowed ? 'enabled' : 'requires-approval';
      return { ...basis, status, openAtLogin: status === 'enabled' };
    }
    if (process.platform !== 'win32') return basis;
    const entry = { name: 'app', path: process.execPath, scope: 'user', enabled: allowed } as const;
    return {
      ...basis,
      launchItems: item === null ? [] : [{ ...entry, args: [...item] }],
      openAtLogin: item !== null && item.join('\n') === args.join('\n'),
      executableWillLaunchAtLogin: item !== null && allowed,
    };
  };
  return {
    read: ({ args = [] }: { readonly args?: readonly string[] } = {}) => read(args) as Read,
    set({ openAtLogin = false, args = [] }: Parameters<App['setLoginItemSettings']>[0]): void {
      item = openAtLogin && process.platform !== 'linux' ? args : null;
    },
  };
}
