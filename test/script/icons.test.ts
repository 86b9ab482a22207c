import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const assets = join(import.meta.dirname, '..', '..', 'assets');
const { iconFiles } = (await import('../../script/icons.mjs' as string)) as {
  iconFiles: () => [string, Buffer][];
};
const drawn = new Map(iconFiles());

// Another processor may round a pixel's last bit differently.
test.skipIf(process.arch !== 'x64')('the committed icons are what their sources draw, byte by byte', () => {
  const stale = [...drawn].filter(([path, bytes]) => !readFileSync(join(assets, path)).equals(bytes));
  expect(stale.map(([path]) => path)).toEqual([]);
});

test('no icon lies about that no source draws', () => {
  const there = ['icons', 'tray'].flatMap(folder =>
    readdirSync(join(assets, folder)).map(name => `${folder}/${name}`),
  );
  expect(there.filter(path => !drawn.has(path))).toEqual([]);
});

test('the ICO holds every size Windows asks for, each within the file', () => {
  const ico = drawn.get('icon.ico') ?? Buffer.alloc(0);
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    expect(ico.readUInt32LE(at + 12) + ico.readUInt32LE(at + 8)).toBeLessThanOrEqual(ico.length);
    return ico[at] || 256;
  });
  expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
});

test('the ICNS is a chain of parts that ends with the file', () => {
  const icns = drawn.get('icon.icns') ?? Buffer.alloc(0);
  const kinds: string[] = [];
  let at = 8;
  while (at < icns.length) {
    kinds.push(icns.toString('latin1', at, at + 4));
    at += icns.readUInt32BE(at + 4);
  }
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4), at]).toEqual([
    'icns',
    icns.length,
    icns.length,
  ]);
  expect(kinds).toContain('ic10');
});

test('a template is black and nothing else', async () => {
  const { Resvg } = await import('@resvg/resvg-js');
  for (const state of ['idle', 'pending', 'offline', 'needs-you']) {
    const png = drawn.get(`tray/${state}Template.png`) ?? Buffer.alloc(0);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><image width="16" height="16" href="data:image/png;base64,${png.toString('base64')}"/></svg>`;
    const { pixels } = new Resvg(svg).render();
    expect(pixels.filter((value, index) => index % 4 !== 3 && value !== 0)).toHaveLength(0);
    expect(pixels.some((value, index) => index % 4 === 3 && value > 200)).toBe(true);
  }
});
