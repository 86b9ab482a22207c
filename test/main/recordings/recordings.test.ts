import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UnusablePack } from '../../deployed/seed.ts';
import { runDocumented } from '../../recordings/documented/run.ts';
import { runRecordings } from '../../recordings/run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const pack = join(import.meta.dirname, '..', '..', 'recordings', 'pack');

test('every recorded request is answered as the real server did, and what we make of each answer is true', {
  timeout: 120_000,
}, async () => {
  const { exchanges, followed, sandbox, client } = await runRecordings(pack);
  expect(sandbox).toEqual([]);
  expect(client).toEqual([]);
  // Of both revisions two accounts were walked through.
  expect([exchanges, followed]).toEqual([1_135, 4]);
});

test('the demo server answers as every published page says, and each published answer is read as it is meant', async () => {
  const { cases, sandbox, client } = await runDocumented();
  expect(sandbox).toEqual([]);
  expect(client).toEqual([]);
  expect(cases).toBeGreaterThan(100);
});

/** A pack of one dialect's seed and one scenario, under a name of its own and without what a pack may lack. */
function packOf(from: string, change: (text: string) => string): string {
  const own = tempFolder();
  const folder = join(own, 'status');
  mkdirSync(folder);
  cpSync(join(pack, 'status', 'SEED.json'), join(folder, 'SEED.json'));
  const text = readFileSync(join(pack, 'status', from), 'utf8');
  writeFileSync(join(folder, 'after-lunch.json'), change(text));
  return own;
}

test('a pack without a bulk account, rows and walks, with names and resets of its own, is compared all the same', async () => {
  const own = packOf('30-patch-won-and-back.json', text => text);
  expect(await runRecordings(own)).toMatchObject({ sandbox: [], client: [] });
});

test('an answer that is not what is true is a line for the stand-in and one for our reading', async () => {
  const own = packOf('30-patch-won-and-back.json', text =>
    text.replace('"company":"Escola Criança Feliz"', '"company":"Escola Criança Triste"'),
  );
  const { sandbox, client } = await runRecordings(own);
  expect(sandbox).toEqual([expect.stringContaining('.data.company is "Escola Criança Feliz"')]);
  expect(client).toEqual([
    expect.stringContaining('company "Escola Criança Triste", not "Escola Criança Feliz"'),
  ]);
});

test('an event that nobody knows is named, and what follows it is not taken for compared', async () => {
  const own = packOf('37-changed-by-others.json', text =>
    text.replace(/"event": ?"[^"]*"/, '"event": "the moon is full"'),
  );
  expect((await runRecordings(own)).sandbox).toEqual([
    'status/after-lunch.json: "the moon is full" is no event that is known here; what follows it is not compared',
  ]);
});

test.each(['null', '"a text"'])(
  'a row that is %s is a line for each of the two, and ends nothing',
  async row => {
    const own = packOf('02-list-first-page.json', text => text.replace('"data":[', `"data":[${row},`));
    const { sandbox, client } = await runRecordings(own);
    expect(sandbox.length).toBeGreaterThan(0);
    expect(client).toEqual(expect.arrayContaining([expect.stringContaining('1 rows are unreadable')]));
  },
);

test('a folder without recordings is told in one sentence', async () => {
  await expect(runRecordings(tempFolder())).rejects.toThrow(UnusablePack);
});
