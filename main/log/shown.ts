import { constants } from 'node:os';
import type { FactKind } from './events.ts';

const version = /^\d+\.\d+\.\d+(-(alpha|beta|rc|dev)(\.\d+)?)?$/;
const place = /^[\w.-]+\.[cm]?[jt]sx?:\d+:\d+$/;

/** A fact as the log writes it; `?` for what is not of its kind, whatever it is. */
export function shown(kind: FactKind, fact: unknown): string {
  return isOfKind(kind, fact) ? String(fact) : '?';
}

function isOfKind(kind: FactKind, fact: unknown): boolean {
  if (kind === 'count') return typeof fact === 'number';
  if (kind === 'flag') return typeof fact === 'boolean';
  if (typeof fact !== 'string') return false;
  if (kind === 'error-code') return Object.hasOwn(constants.errno, fact);
  if (kind === 'version') return version.test(fact);
  if (kind === 'place') return place.test(fact);
  return kind.includes(fact);
}
