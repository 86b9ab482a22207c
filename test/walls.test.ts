import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = normalize(join(import.meta.dirname, '..'));

/** Folders and entry files with their rank: a file imports from a lower rank or its own folder only. */
const ranks: Readonly<Record<string, number>> = {
  'main/contract': 0,
  'main/config.ts': 1,
  'main/log': 1,
  'main/environment.ts': 1,
  'main/files.ts': 1,
  'main/policy': 2,
  'main/search': 2,
  'main/outbox': 2,
  'main/store': 3,
  'main/raze': 3,
  'main/secrets': 3,
  'main/sandbox': 3,
  'main/line': 3,
  'main/usecase': 4,
  'main/automation': 5,
  'main/ipc': 5,
  'main/shell': 5,
  'main/engine.ts': 6,
  'main/electron-engine.ts': 7,
  'main/desktop.ts': 8,
  'main/command': 8,
  'main/compose.ts': 9,
  'main/main.ts': 10,
  'main/preload.ts': 10,
};

/**
 * Rooms in a folder, lowest floor first, each with the file to read first: it says at its top what enters the room and what
 * leaves it. Rooms of one floor never meet; the files beside the rooms stand above all of them.
 */
const floors: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'main/search': [
    { arrays: 'access.ts' },
    { text: 'normalize.ts' },
    { index: 'segment.ts' },
    { fuzzy: 'trie-traversal.ts', ranking: 'rank.ts', saved: 'save.ts' },
    { matching: 'matcher.ts' },
  ],
  'main/shell': [
    {
      words: 'texts.ts',
      desktop: 'identity.ts',
      hotkey: 'shortcut.ts',
      page: 'protocol.ts',
      updates: 'updates.ts',
    },
    { links: 'link.ts', popup: 'popup.ts', tray: 'tray.ts', notifications: 'notices.ts' },
    { lifecycle: 'lifecycle.ts' },
  ],
  'main/outbox': [
    { model: 'entry.ts' },
    { time: 'alarms.ts' },
    { changes: 'open-entries.ts' },
    { lanes: 'lanes.ts' },
    { delivery: 'runner.ts', commands: 'commands.ts' },
  ],
  'main/raze': [
    { http: 'http.ts' },
    { dialect: 'page.ts' },
    { requests: 'courier.ts', stages: 'pipelines.ts' },
    { directory: 'directory.ts' },
  ],
  'main/store': [
    { sqlite: 'database.ts' },
    { file: 'anchor.ts' },
    { changes: 'outbox-rows.ts', opportunities: 'opportunities.ts' },
  ],
  'renderer/state': [
    { model: 'state.ts' },
    { picks: 'commit.ts' },
    { box: 'search.ts' },
    { places: 'go.ts' },
  ],
  'renderer/view': [
    { parts: 'ui.ts' },
    { key: 'key-form.tsx', search: 'search.tsx', changes: 'pending.tsx' },
    { settings: 'settings.tsx' },
  ],
};
/** Folders whose rooms nobody outside of them may enter. */
const closed = ['main/search'];

/** Who may name a package. A package that is not here has no owner and may not be imported. */
const owners: Readonly<Record<string, readonly string[]>> = {
  electron: [
    ...['main/ipc', 'main/shell', 'main/command'],
    ...['main/electron-engine.ts', 'main/desktop.ts', 'main/compose.ts', 'main/main.ts', 'main/preload.ts'],
  ],
  '@modelcontextprotocol/server': ['main/automation/assistant.ts', 'main/automation/message-pipe.ts'],
  '@valibot/to-json-schema': ['main/automation/assistant.ts', 'main/automation/message-pipe.ts'],
  'electron-updater': ['main/shell/updates'],
  keytar: ['main/secrets/keychain.ts'],
  'node-fetch': ['main/raze/http/http.ts'],
  valibot: ['main/automation', 'main/contract', 'main/raze', 'main/store', 'main/sandbox', 'main/usecase'],
  preact: ['renderer'],
  'node:sqlite': ['main/store/sqlite/database.ts'],
};

/** The narrower rules: in these places, only these of Electron's members, and only here. */
const onlyHere: Readonly<Record<string, readonly string[]>> = {
  ipcMain: ['main/ipc/server.ts'],
  ipcRenderer: ['main/preload.ts'],
  'window.bridge': ['renderer/main.tsx'],
  'webContents.send': ['main/ipc/publish.ts'],
};

const noNode = ['main/contract', 'main/search', 'main/outbox', 'renderer'];
/** What rank 3 may see of the outbox. */
const outboxForStore = 'main/outbox/model/';

const files = ['main', 'renderer'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`),
);

interface Import {
  readonly file: string;
  readonly target: string;
  readonly local: boolean;
}

/** Comments and string contents removed as far as the rules need it: comments only. */
const codeOf = (file: string): string =>
  readFileSync(join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1');

const importsOf = (file: string): Import[] =>
  [...codeOf(file).matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)].map(([, target = '']) =>
    target.startsWith('.')
      ? { file, target: relative(root, join(root, dirname(file), target)).replaceAll('\\', '/'), local: true }
      : { file, target, local: false },
  );

const imports = files.flatMap(importsOf);

/** `main/raze/http/http.ts` → `main/raze`; files straight under main stand for themselves. */
const roomOf = (path: string): string => {
  if (path.startsWith('renderer/')) return 'renderer';
  const [top, second] = path.split('/');
  return `${top}/${second}`;
};

/** `main/search/index/trie.ts` in `main/search` → `index`; '' for a file beside the rooms, null for one of another folder. */
const roomWithin = (folder: string, path: string): string | null => {
  if (!path.startsWith(`${folder}/`)) return null;
  const [room = '', file] = path.slice(folder.length + 1).split('/');
  return file === undefined ? '' : room;
};

const inside = (path: string, places: readonly string[]): boolean =>
  places.some(place => path === place || path.startsWith(`${place}/`));

describe('the walls of the house', () => {
  test('every local import names an existing file with its extension', () => {
    const missing = imports.filter(({ local, target }) => local && !existsSync(join(root, target)));
    expect(missing).toEqual([]);
  });

  test('every room has a rank', () => {
    const rooms = new Set(files.filter(file => file.startsWith('main/')).map(roomOf));
    expect([...rooms].filter(room => ranks[room] === undefined)).toEqual([]);
  });

  test('imports go strictly down, or stay in the room', () => {
    const wrong = imports
      .filter(({ local, file }) => local && file.startsWith('main/'))
      .filter(({ file, target }) => {
        const from = roomOf(file);
        const to = roomOf(target);
        return from !== to && !((ranks[from] ?? -1) > (ranks[to] ?? 99));
      });
    expect(wrong).toEqual([]);
  });

  describe.each(Object.entries(floors))('the rooms of %s', (folder, rooms) => {
    const floorOf = (room: string): number =>
      room === '' ? rooms.length : rooms.findIndex(floor => room in floor);

    test('are all on the plan', () => {
      const built = new Set(
        files.map(file => roomWithin(folder, file)).filter(room => room !== null && room !== ''),
      );
      expect([...built].sort()).toEqual(rooms.flatMap(floor => Object.keys(floor)).sort());
    });

    test('import from lower floors only', () => {
      const wrong = imports.filter(({ file, target }) => {
        const from = roomWithin(folder, file);
        const to = roomWithin(folder, target);
        return from !== null && to !== null && from !== to && floorOf(to) >= floorOf(from);
      });
      expect(wrong).toEqual([]);
    });

    test('each say at the top of their first file what enters and what leaves', () => {
      const firsts = rooms.flatMap(floor =>
        Object.entries(floor).map(([room, file]) => `${folder}/${room}/${file}`),
      );
      const says = /^\/\*\*[^/]*\bEnters:[^/]*\bLeaves:[^/]*\*\//;
      expect(firsts.filter(file => !says.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
    });
  });

  test.each(closed)('nobody outside of %s enters its rooms', folder => {
    const wrong = imports.filter(
      ({ file, target }) => roomWithin(folder, file) === null && (roomWithin(folder, target) ?? '') !== '',
    );
    expect(wrong).toEqual([]);
  });

  test('the renderer sees nothing of main but the contract', () => {
    const wrong = imports.filter(
      ({ local, file, target }) =>
        local &&
        file.startsWith('renderer/') &&
        !target.startsWith('renderer/') &&
        !target.startsWith('main/contract/'),
    );
    expect(wrong).toEqual([]);
  });

  test('store, raze, secrets and sandbox see only the outbox’s model', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        ranks[roomOf(file)] === ranks['main/store'] &&
        target.startsWith('main/outbox/') &&
        !target.startsWith(outboxForStore),
    );
    expect(wrong).toEqual([]);
  });

  test('every package has an owner and is imported by nobody else', () => {
    const wrong = imports
      .filter(({ local }) => !local)
      .filter(({ file, target }) => {
        const named = target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/');
        const owner = owners[target] ?? owners[named];
        if (owner !== undefined) return !inside(file, owner);
        return !(target.startsWith('node:') && builtinModules.includes(target.slice(5)));
      });
    expect(wrong).toEqual([]);
  });

  test('contract, search, outbox and renderer know nothing of Node', () => {
    const wrong = imports.filter(({ file, target }) => inside(file, noNode) && target.startsWith('node:'));
    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(onlyHere))('%s is touched in one place', (word, places) => {
    const users = files.filter(file => codeOf(file).includes(word));
    expect(users.filter(file => !places.includes(file))).toEqual([]);
  });

  test('no file imports itself through others', () => {
    const edges = new Map<string, string[]>();
    for (const { file, target, local } of imports) {
      if (local) edges.set(file, [...(edges.get(file) ?? []), target]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(cycles).toEqual([]);
  });

  test('no barrels and no drawers', () => {
    const wrong = files.filter(file =>
      /(^|\/)(index\.tsx?|utils?\.tsx?|helpers?\.tsx?)$|\/utils?\//.test(file),
    );
    expect(wrong).toEqual([]);
  });
});
