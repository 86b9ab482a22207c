import uFuzzy from '@leeoniya/ufuzzy';
import { create, insertMultiple, search } from '@orama/orama';
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import fuzzysort from 'fuzzysort';
import MiniSearch from 'minisearch';
import type { Opportunity } from '../../../main/contract/model.ts';
import { plain } from './keystrokes.ts';
import type { Searcher } from './searcher.ts';

/**
 * What one would take instead, each set up as its documentation says for people's names: every field in one text,
 * accents folded beforehand where the library does not, prefixes and typos allowed as far as it offers them.
 */
export const peers: readonly (() => Searcher)[] = [fuzzy, sorted, mini, flex, fuse, orama];

const textOf = (row: Opportunity): string =>
  plain(`${row.name} ${row.company} ${row.email} ${row.id} ${row.phone.replace(/\D+/g, '')}`);

const likePhone = /^[\d\s()+\-.]*\d[\d\s()+\-.]*$/;
/** Peers know nothing of phones: they are helped by typing digits only. */
const asTyped = (text: string): string => (likePhone.test(text) ? text.replace(/\D+/g, '') : plain(text));

function fuzzy(): Searcher {
  const engine = new uFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
  let texts: string[] = [];
  let ids: string[] = [];
  return {
    name: 'uFuzzy',
    build(rows) {
      texts = rows.map(textOf);
      ids = rows.map(row => row.id);
    },
    find(text, limit) {
      const [found, info, order] = engine.search(texts, asTyped(text), 5, 1000);
      if (found === null) return [];
      const best = info !== null && order !== null ? order.map(at => info.idx[at] as number) : found;
      return best.slice(0, limit).map(at => ids[at] as string);
    },
  };
}

function sorted(): Searcher {
  let targets: { id: string; text: ReturnType<typeof fuzzysort.prepare> }[] = [];
  return {
    name: 'fuzzysort',
    build(rows) {
      targets = rows.map(row => ({ id: row.id, text: fuzzysort.prepare(textOf(row)) }));
    },
    find: (text, limit) =>
      fuzzysort.go(asTyped(text), targets, { key: 'text', limit }).map(hit => hit.obj.id),
  };
}

function mini(): Searcher {
  const engine = new MiniSearch<Opportunity>({
    fields: ['name', 'company', 'email', 'phone', 'id'],
    processTerm: term => plain(term),
    searchOptions: { prefix: true, fuzzy: term => (term.length >= 3 ? 0.2 : 0), combineWith: 'AND' },
  });
  return {
    name: 'minisearch',
    build(rows) {
      engine.addAll(rows);
    },
    find: (text, limit) =>
      engine
        .search(text)
        .slice(0, limit)
        .map(hit => String(hit.id)),
  };
}

function flex(): Searcher {
  const engine = new FlexSearch.Index({ tokenize: 'forward', encoder: 'Normalize' });
  let ids: string[] = [];
  return {
    name: 'flexsearch',
    build(rows) {
      ids = rows.map(row => row.id);
      rows.forEach((row, at) => {
        engine.add(at, textOf(row));
      });
    },
    find: (text, limit) => engine.search(asTyped(text), { limit }).map(at => ids[Number(at)] as string),
  };
}

function fuse(): Searcher {
  let engine: Fuse<{ id: string; text: string }> | null = null;
  return {
    name: 'fuse.js',
    build(rows) {
      engine = new Fuse(
        rows.map(row => ({ id: String(row.id), text: textOf(row) })),
        { keys: ['text'], ignoreLocation: true, threshold: 0.3, ignoreDiacritics: true },
      );
    },
    find: (text, limit) => engine?.search(asTyped(text), { limit }).map(hit => hit.item.id) ?? [],
  };
}

/** Rows with every word first, then those with fewer (threshold 1, its default); one typo a word (tolerance). */
function orama(): Searcher {
  const engine = create({
    schema: { name: 'string', company: 'string', email: 'string', phone: 'string', code: 'string' },
  });
  return {
    name: 'orama',
    build(rows) {
      const documents = rows.map(row => ({
        id: row.id,
        name: plain(row.name),
        company: plain(row.company),
        email: row.email,
        phone: row.phone.replace(/\D+/g, ''),
        code: row.id,
      }));
      insertMultiple(engine, documents);
    },
    find(text, limit) {
      const term = asTyped(text);
      return search(engine, { term, limit, tolerance: term.length > 2 ? 1 : 0 }).hits.map(hit => hit.id);
    },
  };
}
