import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCommandIn } from '../e2e/automation/command.ts';
import { launchApp } from '../support/app.ts';
import { tempFolder } from '../support/temp-folder.ts';

const reaching = join(import.meta.dirname, 'fixture', 'reaching.ts');

test('whoever is reached for is told: by a connection, a name that is asked for, a datagram, another program', async () => {
  const app = launchApp({ userDataDir: tempFolder(), main: reaching });
  onTestFinished(() => app.kill());
  const reached = [
    ...['192.0.2.1', 'lookup.invalid', 'resolve.invalid', 'mail.invalid', 'soon.invalid', 'text.invalid'],
    ...['192.0.2.2', '192.0.2.3', `the program ${process.execPath}`],
  ];
  await Promise.all(reached.map(host => app.next('contact', told => told.host === host)));
});

test('and so is whom a command reaches for', async () => {
  const kept = join(tempFolder(), 'contacts');
  await expect(
    runCommandIn(tempFolder(), ['--main', reaching, '--end'], { CONTACTS_FILE: kept }),
  ).rejects.toThrow('192.0.2.1');
  expect(readFileSync(kept, 'utf8').split('\n')).toContain('lookup.invalid');
});
