import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where this machine has a browser that tests can drive, or null. `CHROMIUM` in the environment names another one. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = names.flatMap(name => folders.map(folder => join(folder, name)));
  const named = process.env.CHROMIUM;
  return [...(named ? [named] : []), ...places, ...elsewhere].find(file => existsSync(file)) ?? null;
}
