import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { sandboxHelp } from './sandbox.mjs';

/** Debian's package of each library that Electron's program is linked to. */
const packages = {
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libasound.so.2': 'libasound2',
  'libcups.so.2': 'libcups2',
  'libgbm.so.1': 'libgbm1',
  'libdrm.so.2': 'libdrm2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
};

/** All that the program lacks, not only the first one, which is all that it names itself. */
function missingLibraries(program, first) {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
  const lacking = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  return [...new Set([first, ...lacking])];
}

function libraries(program, first) {
  const missing = missingLibraries(program, first);
  const debian = [...new Set(missing.flatMap(name => packages[name] ?? []))];
  return [
    `Electron needs what is not installed here: ${missing.join(', ')}.`,
    ...(debian.length > 0
      ? [
          `Debian and Ubuntu: sudo apt-get install ${debian.join(' ')} (some names end in t64 since Debian 13 and Ubuntu 24.04)`,
        ]
      : []),
  ];
}

/**
 * What Electron, Chromium or the system print before the end, and what it means. It is text: they have no codes for it.
 *
 * @type {readonly (readonly [RegExp, (program: string, found: RegExpExecArray) => string[]])[]}
 */
const meanings = [
  [/error while loading shared libraries: ([^:\s]+)/, (program, [, name]) => libraries(program, name)],
  [
    /version `(GLIBC(?:XX)?_[\d.]+)' not found/,
    (_, [, version]) => [`This system is older than Electron can be: it lacks ${version}.`],
  ],
  [
    /No usable sandbox|SUID sandbox helper binary|Failed to move to new namespace|sandbox\/linux\/services\/credentials/,
    program => [
      'Chromium’s sandbox cannot be built here.',
      ...sandboxHelp(join(dirname(program), 'chrome-sandbox')),
    ],
  ],
  [
    /Missing X server or \$DISPLAY|cannot open display|The platform failed to initialize/i,
    () => ['There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY leads to one.'],
  ],
  [
    /GPU process isn.t usable/,
    () => ['The graphics driver does not get along with it. npm start -- --disable-gpu does without.'],
  ],
];

const hex = code => `0x${(code >>> 0).toString(16).toUpperCase()}`;

/** How it ended, as far as nothing that it printed says why. */
function bare({ code, signal, error }) {
  switch (error) {
    case 'ENOENT':
      return [
        'Its program cannot be started: the system has another C library than it is made for (Alpine, NixOS).',
      ];
    case 'EACCES':
    case 'EPERM':
      return [
        'Its program may not be started: the disk is mounted without the right (noexec), or an antivirus forbids it.',
      ];
    case null:
      break;
    default:
      return [`Its program cannot be started (${error}); is it made for this processor?`];
  }
  if (signal === 'SIGKILL' && process.platform === 'darwin')
    return ['macOS ended it at once: its signature does not hold.'];
  if (signal !== null) return [`It crashed (${signal}) before it showed anything.`];
  if (code !== null && code > 255)
    return [`It ended with ${hex(code)}${code === 0xc0000135 ? ': a DLL is missing' : ''}.`];
  return [`It ended with ${code} before it was ready.`];
}

/**
 * Why Electron died, in lines: what it means, what helps, and what it printed last.
 *
 * @param {string} program
 * @param {import('./in-electron.mjs').End} end
 * @returns {string[]}
 */
export function lastWords(program, end) {
  for (const [pattern, say] of meanings) {
    const found = pattern.exec(end.printed);
    if (found !== null) return say(program, found);
  }
  const lines = end.printed
    .trim()
    .split('\n')
    .filter(line => line.trim() !== '');
  return [
    ...bare(end),
    ...(lines.length > 0 ? ['It printed:', ...lines.slice(-5).map(line => `  ${line.slice(0, 300)}`)] : []),
  ];
}
