import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { nativeImage as ElectronImage, NativeImage } from 'electron';
import { strict } from '../strict.ts';

const sources = new WeakMap<object, string>();

/** The base name of the file an image was made from, for the outside to recognise it. */
export const imageName = (image: object | null): string | null =>
  (image === null ? undefined : sources.get(image)) ?? null;

/** Width and height from the header of a PNG, or of the first picture in an ICO; null for anything else. */
function sizeOf(bytes: Buffer | null): { width: number; height: number } | null {
  if (bytes !== null && bytes.length >= 22 && bytes.readUInt32LE(0) === 0x10000) {
    return { width: bytes[6] || 256, height: bytes[7] || 256 };
  }
  if (bytes === null || bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** An image that knows its size and origin; a file that is missing or no PNG makes an empty one, as in Electron. */
export function makeImage(bytes: Buffer | null, name: string | null): NativeImage {
  const size = sizeOf(bytes);
  const factors = new Set([1]);
  let template = name?.includes('Template') ?? false;
  const members = {
    isEmpty: () => size === null,
    getSize: () => size ?? { width: 0, height: 0 },
    getScaleFactors: () => [...factors],
    addRepresentation: ({ scaleFactor = 1 }) => {
      factors.add(scaleFactor);
    },
    isTemplateImage: () => template,
    setTemplateImage: option => {
      template = option;
    },
    resize: () => makeImage(bytes, name),
    toPNG: () => Buffer.from(bytes ?? []),
  } satisfies Partial<NativeImage>;
  const image = strict('NativeImage', members as unknown as NativeImage);
  if (name !== null) sources.set(image, name);
  return image;
}

export function imageFromPath(path: string): NativeImage {
  return makeImage(existsSync(path) ? readFileSync(path) : null, basename(path));
}

export const nativeImage = strict('nativeImage', {
  createEmpty: () => makeImage(null, null),
  createFromPath: imageFromPath,
  createFromBuffer: bytes => makeImage(bytes, null),
  createFromDataURL: url => makeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'), null),
} satisfies Partial<typeof ElectronImage>);
