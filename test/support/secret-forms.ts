import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All files in a folder, whatever their depth. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));

/** The forms in which a secret could lie somewhere unnoticed; base64 at each of the three places where it could begin within more. */
const formsOf = (secret: string): readonly Buffer[] => {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map(from => {
    const rest = bytes.subarray(from);
    return rest.subarray(0, rest.length - (rest.length % 3)).toString('base64');
  });
  return [
    bytes,
    Buffer.from(secret, 'utf16le'),
    ...[...inBase64, bytes.toString('hex')].map(text => Buffer.from(text)),
  ];
};

/** Whether a secret is in these bytes, in whatever form. */
export const isIn = (secret: string, bytes: Buffer): boolean =>
  formsOf(secret).some(form => bytes.includes(form));

/** The files of a folder in which a secret lies. */
export const filesWith = (secret: string, folder: string): readonly string[] =>
  filesIn(folder).filter(file => isIn(secret, readFileSync(file)));
