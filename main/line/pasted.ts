import type { OpportunityId } from '../contract/model.ts';
import { withoutInvisible } from './line.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const documented = /(?<![\p{L}\p{N}_-])opp_[A-Za-z0-9_-]{4,124}/giu;
const withHyphens = new RegExp(`(?<![\\p{L}\\p{N}_-])${uuid}(?![\\p{L}\\p{N}_-])`, 'giu');
const withoutHyphens = /(?<![\p{L}\p{N}_-])[0-9a-f]{32}(?![\p{L}\p{N}_-])/giu;
/** A part of an address before the id of an opportunity. */
const inPath = new RegExp(`/(?:opportunit(?:y|ies)|deals?|leads?)/(${uuid})(?![\\p{L}\\p{N}_-])`, 'iu');
const alone = new RegExp(`^[\\s{(<"'“]*(?:urn:uuid:)?(${uuid}|[0-9a-f]{32})[\\s})>"'”.,;]*$`, 'iu');

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
      id: withLowerPrefix(id, isKnown),
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

/** Without what mail programs put around and into addresses. */
function decoded(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

/** A hyphen or an underscore at the end may belong to the sentence. */
function withLowerPrefix(id: string, isKnown: (id: OpportunityId) => boolean): string {
  const own = `opp_${id.slice(4)}`;
  const cut = own.replace(/[_-]+$/, '');
  return isKnown(own as OpportunityId) || !isKnown(cut as OpportunityId) ? own : cut;
}

function hyphenated(id: string): string {
  const hex = id.replaceAll('-', '').toLowerCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
