import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/**
 * Draws every icon from `assets/source`, anew with `node script/icons.mjs`. The same sources give the same bytes, and a test
 * holds the committed icons to them.
 */
const assets = join(import.meta.dirname, '..', 'assets');
const source = name => readFileSync(join(assets, 'source', `${name}.svg`), 'utf8');
const draw = (svg, size) =>
  new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }).render();
const png = (svg, size) => draw(svg, size).asPng();

/** macOS draws its icons smaller on the same canvas (824 of 1024 points). */
const withMacMargin = svg => svg.replace('viewBox="0 0 1024 1024"', 'viewBox="-84.5 -84.5 1193 1193"');
/** Up to 32 pixels the drawing that is fitted to the pixel grid. */
const appSvg = size => source(size <= 32 ? 'icon-small' : 'icon');

/** One uncompressed ICO picture: 32-bit BGRA, upside down, and the transparency mask old readers want. */
const bitmap = (svg, size) => {
  const { pixels } = draw(svg, size);
  const maskRow = Math.ceil(size / 32) * 4;
  const out = Buffer.alloc(40 + size * size * 4 + maskRow * size);
  out.writeUInt32LE(40, 0);
  out.writeInt32LE(size, 4);
  out.writeInt32LE(size * 2, 8);
  out.writeUInt16LE(1, 12);
  out.writeUInt16LE(32, 14);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4;
      const to = 40 + ((size - 1 - y) * size + x) * 4;
      const alpha = pixels[from + 3];
      const straight = value => (alpha === 0 ? 0 : Math.min(255, Math.round((value * 255) / alpha)));
      out[to] = straight(pixels[from + 2]);
      out[to + 1] = straight(pixels[from + 1]);
      out[to + 2] = straight(pixels[from]);
      out[to + 3] = alpha;
      if (alpha === 0) out[40 + size * size * 4 + (size - 1 - y) * maskRow + (x >> 3)] |= 0x80 >> (x & 7);
    }
  }
  return out;
};

/** An ICO of these sizes, 256 as PNG and the smaller ones as bitmaps. */
const ico = (sizes, svgFor) => {
  const pictures = sizes.map(size => (size >= 256 ? png(svgFor(size), size) : bitmap(svgFor(size), size)));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  pictures.forEach((picture, index) => {
    const at = 6 + 16 * index;
    const size = sizes[index];
    head[at] = size >= 256 ? 0 : size;
    head[at + 1] = size >= 256 ? 0 : size;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(picture.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  });
  return Buffer.concat([head, ...pictures]);
};

/** An ICNS: four-letter types and PNGs, ordinary and Retina. */
const icns = () => {
  /** @type {[kind: string, size: number][]} */
  const kinds = [
    ['icp4', 16],
    ['icp5', 32],
    ['ic07', 128],
    ['ic08', 256],
    ['ic09', 512],
    ['ic10', 1024],
    ['ic11', 32],
    ['ic12', 64],
    ['ic13', 256],
    ['ic14', 512],
  ];
  const parts = kinds.map(([kind, size]) => {
    const picture = png(size <= 16 ? appSvg(size) : withMacMargin(source('icon')), size);
    const head = Buffer.alloc(8);
    head.write(kind, 0, 'latin1');
    head.writeUInt32BE(picture.length + 8, 4);
    return Buffer.concat([head, picture]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
};

const paint = (svg, colours) =>
  Object.entries(colours).reduce((text, [from, to]) => text.replaceAll(from, to), svg);
const bars = {
  'on-light': { currentColor: '#2a1a4a' },
  'on-dark': { currentColor: '#ffffff', '#7229f7': '#b08cff', '#d92d20': '#ff8a7a' },
};
const template = { currentColor: '#000000', '#7229f7': '#000000', '#d92d20': '#000000' };

/** @typedef {[path: string, bytes: Buffer]} File */

/** @returns {File[]} */
const trayOf = state => {
  const svgFor = size => source(`tray-${[16, 32, 48].includes(size) ? 16 : 24}-${state}`);
  return [
    [`tray/${state}Template.png`, png(paint(svgFor(16), template), 16)],
    [`tray/${state}Template@2x.png`, png(paint(svgFor(32), template), 32)],
    ...Object.entries(bars).flatMap(
      ([bar, colours]) =>
        /** @type {File[]} */ ([
          [`tray/${state}-${bar}.png`, png(paint(svgFor(24), colours), 24)],
          [`tray/${state}-${bar}@2x.png`, png(paint(source(`tray-24-${state}`), colours), 48)],
          [`tray/${state}-${bar}.ico`, ico([16, 20, 24, 32, 40, 48], size => paint(svgFor(size), colours))],
        ]),
    ),
  ];
};

/** @returns {File} */
const square = size => [`icons/${size}x${size}.png`, png(appSvg(size), size)];

/**
 * Every generated file as [path below assets, bytes].
 *
 * @returns {File[]}
 */
export function iconFiles() {
  return [
    ...[16, 24, 32, 48, 64, 128, 256, 512, 1024].map(square),
    ['icon.ico', ico([16, 20, 24, 32, 40, 48, 64, 128, 256], appSvg)],
    ['icon.icns', icns()],
    ...['idle', 'pending', 'offline', 'needs-you'].flatMap(trayOf),
  ];
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, bytes] of iconFiles()) {
    mkdirSync(dirname(join(assets, path)), { recursive: true });
    writeFileSync(join(assets, path), bytes);
    console.log(`${path} ${bytes.length}`);
  }
}
