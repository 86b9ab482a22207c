import { url as openInspector } from 'node:inspector';
import { app } from 'electron';

/**
 * What starts another program in front of the page's process and its helpers, or in their place: "xterm -e gdb --args", for one
 * (Chromium: content/public/common/content_switches.cc; seen in Chromium 156). What opens the page to a debugger (Electron reads the
 * two after the app's first module has run, `PreMainMessageLoopRun` in shell/browser/electron_browser_main_parts.cc). And what would
 * open this process (`debug_options` in shell/common/node_bindings.cc; the fuse `nodeCliInspect` already has Electron ignore them).
 */
const openings = [
  'renderer-cmd-prefix',
  'zygote-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'debug-port',
  'experimental-network-inspection',
] as const;

/**
 * The arguments of this start that would let another program see and do what the user can, as they were written; none where they
 * are welcome: from the sources, and in a program for test drivers, whose fuse for `--inspect` is on
 * (`npm run package -- --e2e`), so that a debugger is at work already. No debugger gets in by those that are returned. Call it
 * before `ready`.
 */
export function refuseDebuggers(): readonly string[] {
  if (!app.isPackaged || openInspector() !== undefined) return [];
  const given = openings.filter(name => app.commandLine.hasSwitch(name));
  for (const name of given) app.commandLine.removeSwitch(name);
  return given.map(name => `--${name}`);
}
