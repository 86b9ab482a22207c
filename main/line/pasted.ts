import type { OpportunityId } from '../contract/model.ts';
import { withoutInvisible } from './line.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Underscores around an id are signs for italic or bold letters, or a mail gateway's. */
const before = '(?<![\\p{L}\\p{N}-]_*)';
const behind = '(?!_*[\\p{L}\\p{N}-])';
const documented = new RegExp(`${before}opp_[A-Za-z0-9_-]{4,124}`, 'giu');
const withHyphens = new RegExp(`${before}${uuid}${behind}`, 'giu');
const withoutHyphens = new RegExp(`${before}[0-9a-f]{32}${behind}`, 'giu');
/** A part of an address before the id of an opportunity. */
const inPath = new RegExp(`/(?:opportunit(?:y|ies)|deals?|leads?)/(${uuid})${behind}`, 'iu');
const alone = new RegExp(
  `^[\\s{([<"'“«\`*_]*(?:urn:uuid:)?(${uuid}|[0-9a-f]{32})[\\s})\\]>"'”»\`*_.,;]*$`,
  'iu',
);

/**
 * The opportunities whose ids a text holds, in their order: `opp_…`, a UUID (with or without hyphens) or a link with either, in any of
 * the forms that mail and chat programs leave them in. A UUID may be anything's: inside other text only one that is known, or that
 * stands in the path of an opportunity, counts. The prefix and UUIDs do not mind their case, the rest of an id does.
 */
export function pastedIds(text: string, isKnown: (id: OpportunityId) => boolean): readonly OpportunityId[] {
  const seen = decoded(withoutInvisible(text));
  const found = [
    ...[...seen.matchAll(documented)].map(({ 0: id, index }) => ({
      index,
      id: withLowerPrefix(id, seen[index - 1] === '_', isKnown),
      isSure: true,
    })),
    ...[...seen.matchAll(withHyphens)].map(({ 0: id, index }) => ({
      index,
      id: id.toLowerCase(),
      isSure: false,
    })),
    ...[...seen.matchAll(withoutHyphens)].map(({ 0: id, index }) => ({
      index,
      id: hyphenated(id),
      isSure: false,
    })),
  ].sort((a, b) => a.index - b.index);
  const [, only] = alone.exec(seen) ?? inPath.exec(seen) ?? [];
  const sure = only === undefined ? null : hyphenated(only);
  const ids = found.map(one => ({ ...one, id: one.id as OpportunityId }));
  const known = ids.filter(({ id }) => isKnown(id));
  const meant = known.length > 0 ? known : ids.filter(({ id, isSure }) => isSure || id === sure);
  return [...new Set(meant.map(({ id }) => id))];
}

/** The most times that an address is wrapped in another. */
const mostWraps = 3;

/** Without what mail programs put around and into addresses. */
function decoded(text: string): string {
  let seen = text.replaceAll(defended, (_, url: string) => url.replaceAll('_', '/').replaceAll('-', '%'));
  for (let wraps = 0; wraps < mostWraps && seen.includes('%'); wraps++)
    seen = seen.replaceAll(escapes, unescaped);
  return seen.replaceAll(hyphens, '-');
}

/**
 * Proofpoint's second form of an address, where `-` stands for `%` and `_` for `/`
 * (https://help.proofpoint.com/@api/deki/files/177/URLDefenseDecode.py).
 */
const defended = /(?<=urldefense(?:\.proofpoint)?\.com\/v2\/url\?\S*\bu=)([^\s&]+)/giu;
const escapes = /(?:%[0-9a-f]{2})+/giu;
/** Hyphens that word processors put in place of the plain one, inside what may be an id. */
const hyphens = /(?<=[0-9a-f])[\u2010\u2011\u2013\u2212](?=[0-9a-f])/giu;

function unescaped(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}

/** A hyphen or an underscore at the end may belong to the sentence, and does where one stands before the id too. */
function withLowerPrefix(id: string, isWrapped: boolean, isKnown: (id: OpportunityId) => boolean): string {
  const own = `opp_${id.slice(4)}`;
  const cut = own.replace(/[_-]+$/, '');
  return isKnown(own as OpportunityId) || !(isWrapped || isKnown(cut as OpportunityId)) ? own : cut;
}

function hyphenated(id: string): string {
  const hex = id.replaceAll('-', '').toLowerCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
