import type { Outcome } from '../conformance/run.ts';

/** One state of the popup, as it looked. */
export interface Picture {
  readonly state: string;
  readonly theme: 'light' | 'dark';
  /** WebP, as base64. */
  readonly webp: string;
}

/** What a first light found. Nothing in it says whose machine it was (`redact.ts`). */
export interface Report {
  readonly host: string;
  /** Electron's, as it says itself; of the types that the stand-in stands in for. */
  readonly version: string;
  readonly cases: number;
  readonly failed: number;
  readonly skipped: number;
  /** UTC, to the minute. */
  readonly at: string;
  /** The commit of Electron's repository that the claims were read at. */
  readonly readAt: string;
  /** Names and versions: of the product, the engine, the system, the desktop. */
  readonly machine: Readonly<Record<string, string>>;
  readonly outcomes: readonly Outcome[];
}

/** Counts the outcomes. */
export function reportOf(
  facts: Pick<Report, 'host' | 'version' | 'at' | 'readAt' | 'machine'>,
  outcomes: readonly Outcome[],
): Report {
  const count = (wanted: Outcome['outcome']): number =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  const { host, version, ...others } = facts;
  return {
    host,
    version,
    cases: outcomes.length,
    failed: count('failed'),
    skipped: count('skipped'),
    ...others,
    outcomes,
  };
}

export interface Source {
  readonly label: string;
  /** Null for what is no place in Electron's repository. */
  readonly url: string | null;
}

const line = /^((?:docs|lib|shell|default_app|npm)\/[^\s:#]+)(?::(\d+)|(#.+))?$/;

/** Where a claim comes from, as links: places apart by commas; one without a folder is beside the one before. */
export function sourcesOf(from: string, readAt: string): readonly Source[] {
  let folder = '';
  return from.split(', ').map(label => {
    const path = label.includes('/') || folder === '' ? label : `${folder}/${label}`;
    const [, file, number, anchor = ''] = line.exec(path) ?? [];
    if (file === undefined) return { label, url: null };
    folder = file.slice(0, file.lastIndexOf('/'));
    const place = number === undefined ? anchor : `#L${number}`;
    return { label, url: `https://github.com/electron/electron/blob/${readAt}/${file}${place}` };
  });
}
