import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Case, update } from './case.ts';
import { listName } from './feed.ts';
import { install } from './installation.ts';

/** A release as `npm run package` made it in this folder, its lists and files served as they are. */
export const releasedCase = (folder: string): Case => ({
  name: 'a release as it was packaged',
  run: async ({ feed, same }) => {
    const names = readdirSync(folder, { withFileTypes: true }).flatMap(one =>
      one.isFile() ? [one.name] : [],
    );
    for (const name of names) feed.files.set(name, readFileSync(join(folder, name)));
    const list = feed.files.get(listName('latest'))?.toString() ?? '';
    const version = /^version: (.+)$/m.exec(list)?.[1] ?? 'none in the list';
    const image = names.find(name => name.endsWith('.AppImage')) ?? 'no AppImage';
    for (const channel of ['latest', 'beta'] as const) {
      const there = install(feed.url, undefined, '0.0.1');
      const updater = there.start();
      same(channel, await update(updater, channel), version);
      same('the file that came', there.leftovers(), [image, 'update-info.json']);
      same('the installing', updater.install(false), 'placed');
      same(
        'what runs next',
        readFileSync(there.image).equals(feed.files.get(image) ?? Buffer.alloc(0)),
        true,
      );
      there.remove();
    }
    const already = install(feed.url, undefined, version);
    same('where it runs already', await update(already.start()), 'none');
    already.remove();
  },
});
