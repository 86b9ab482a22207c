import { any, type Random } from '../random.ts';
import { mistyped } from '../typos.ts';
import type { Fits } from './fits.ts';
import { mostWanted, type TextKind } from './kind.ts';
import type { MadeRow } from './made-row.ts';
import { mailHosts } from './person-words.ts';

interface Mail {
  readonly local: string;
  readonly host: string;
}

const mailOf = ({ email }: MadeRow): Mail => {
  const [local = '', host = ''] = email.split('@');
  return { local, host };
};
const isPublic = (host: string): boolean => mailHosts.some(([one]) => one === host);

const kind = (
  name: string,
  stands: TextKind['stands'],
  of: (mail: Mail) => boolean,
  write: (random: Random, mail: Mail, row: MadeRow) => string | null,
  meant: (mail: Mail, other: Mail) => boolean = (mail, other) =>
    mail.local === other.local && mail.host === other.host,
): TextKind => ({
  class: name,
  stands,
  of: row => row.email !== '' && of(mailOf(row)),
  type(random, row, fits) {
    const mail = mailOf(row);
    const text = write(random, mail, row);
    if (text === null || text === row.email) return null;
    return { text, want: wanted(fits, other => meant(mail, other)) };
  },
});

function wanted(fits: Fits, test: (mail: Mail) => boolean): readonly number[] | null {
  const rows = fits.where(row => row.email !== '' && test(mailOf(row)));
  return rows.length > mostWanted ? null : rows;
}

const anyMail = (): boolean => true;
const sameLocal = (mail: Mail, other: Mail): boolean => other.local.startsWith(mail.local);
const bare = (local: string): string => local.replace(/[._-]/g, '');

const whole: TextKind = {
  class: 'mail part: whole address',
  stands: 'anyhow',
  of: row => row.email !== '',
  type: (random, row, fits) => ({
    text: random() < 0.3 ? row.email.toUpperCase() : row.email,
    want: wanted(fits, other => `${other.local}@${other.host}` === row.email),
  }),
};

function wrongEnding(random: Random, { local, host }: Mail): string | null {
  const ends = [
    host.replace(/\.com\.br$/, '.com'),
    host.replace(/\.com\.br$/, '.br'),
    host.replace(/\.com$/, '.com.br'),
    host.replace(/\.com/, '.con'),
    host.replace(/\.com/, '.cmo'),
    host.replace(/\.net\.br$/, '.com.br'),
  ].filter(one => one !== host);
  return ends.length === 0 ? null : `${local}@${any(random, ends)}`;
}

function withTypo(random: Random, { local, host }: Mail): string | null {
  const typo = any(random, ['omitted', 'inserted', 'neighbour', 'swapped', 'doubled'] as const);
  if (random() < 0.25 && !isPublic(host)) {
    const wrong = mistyped(random, host.split('.')[0] ?? '', typo);
    return wrong === null ? null : `${local}@${wrong}${host.slice(host.indexOf('.'))}`;
  }
  const wrong = mistyped(random, local, typo);
  return wrong === null || wrong === local ? null : random() < 0.5 ? wrong : `${wrong}@${host}`;
}

function otherSigns(random: Random, { local, host }: Mail): string | null {
  const sign = /[._]/.exec(local)?.[0];
  if (sign === undefined) return null;
  const other = any(
    random,
    ['.', '_', '', '-'].filter(one => one !== sign),
  );
  return local.replace(sign, other) + (random() < 0.5 ? `@${host}` : '');
}

export const mailKinds: readonly TextKind[] = [
  kind(
    'mail part: local part',
    'anyhow',
    anyMail,
    (random, { local, host }) => local + any(random, ['', '', '@', `@${host.slice(0, 3)}`]),
    (mail, other) => sameLocal(mail, other),
  ),
  kind(
    'mail part: domain',
    'anyhow',
    ({ host }) => !isPublic(host),
    (random, { host }) => (random() < 0.6 ? `@${host}` : host),
    (mail, other) => mail.host === other.host,
  ),
  whole,
  kind('mail otherwise: mailto:, name and <address>', 'anyhow', anyMail, (random, { local, host }, row) =>
    any(random, [
      `mailto:${local}@${host}`,
      `${row.name} <${local}@${host}>`,
      `"${row.name}" <${local}@${host}>`,
      `<${local}@${host}>`,
    ]),
  ),
  kind('mail otherwise: wrong ending', 'not', anyMail, wrongEnding),
  kind('mail otherwise: typo', 'not', ({ local }) => local.length > 5, withTypo, sameLocal),
  kind('mail otherwise: dot, line or nothing between', 'not', anyMail, otherSigns, (mail, other) =>
    bare(other.local).startsWith(bare(mail.local)),
  ),
];
