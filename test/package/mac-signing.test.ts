import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { macSigning } from '../../script/package/mac-signing.mjs';

const root = join(import.meta.dirname, '..', '..');
const entitlementsIn = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/<key>(.*?)<\/key>\s*<true\/>/g)].map(
    ([, key = '']) => key,
  );

const jit = 'com.apple.security.cs.allow-jit';

test.each([{ CSC_LINK: 'certificate.p12' }, { CSC_NAME: 'Somebody' }])(
  'a Mac with the certificate of %o signs with it, as electron-builder.yml says',
  environment => {
    expect(macSigning(environment)).toEqual([]);
    expect(entitlementsIn('assets/entitlements.mac.plist')).toEqual([jit]);
  },
);

test.each([{}, { CSC_LINK: '' }])(
  'a Mac with %o signs ad hoc, and lets libraries of no team in',
  environment => {
    const given = new Map(
      macSigning(environment).map(argument => {
        const [name = '', value = ''] = argument.split('=');
        return [name, value];
      }),
    );
    expect(given.get('-c.mac.identity')).toBe('-');
    const files = ['-c.mac.entitlements', '-c.mac.entitlementsInherit'].map(name => given.get(name) ?? '');
    expect(files.map(entitlementsIn)).toEqual(
      files.map(() => [jit, 'com.apple.security.cs.disable-library-validation']),
    );
  },
);
