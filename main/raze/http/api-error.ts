import * as v from 'valibot';
import { isIdentifier } from '../../contract/bounded-text.ts';
import { parse } from '../../contract/parse.ts';
import { mostStages } from './bounds.ts';

/** The facts of an error body; absent ones are '' or empty. The message is never kept. */
export interface ApiError {
  readonly code: string;
  readonly retryAfter: unknown;
  readonly requiredPermission: string;
  /** Null when the answer does not list them. */
  readonly currentPermissions: readonly string[] | null;
  /** The stages that the answer lists as allowed. */
  readonly allowed: readonly string[];
}

const texts = v.fallback(v.nullable(v.array(v.string())), null);
/** A longer text is not kept: it would be stored and shown. */
const word = v.fallback(v.pipe(v.string(), v.maxLength(200)), '');

const detail = v.object({
  code: v.optional(word, ''),
  message: v.optional(v.fallback(v.string(), ''), ''),
  retry_after: v.optional(v.unknown()),
  details: v.optional(v.unknown()),
});

const envelope = v.object({
  success: v.optional(v.unknown()),
  error: v.optional(v.unknown()),
  message: v.optional(v.unknown()),
});

const permissions = v.object({
  required_permission: v.optional(word, ''),
  current_permissions: v.optional(texts, null),
});

/**
 * Reads an error body of the API: a JSON object with `success: false`, with an `error` object, or (malformed JSON) with
 * a top-level `message`. Null for any other body.
 */
export function readApiError(body: unknown): ApiError | null {
  const outer = parse(envelope, body);
  if (!outer.ok || outer.value.success === true) return null;
  const { success, error, message } = outer.value;
  const inner = parse(detail, error);
  if (!inner.ok && success !== false && typeof message !== 'string') return null;
  const { code, details, ...said } = inner.ok ? inner.value : v.parse(detail, {});
  // Permissions were seen beside the code, in `details`, and beside `error`.
  const places = inner.ok ? [error, details, body].map(place => parse(permissions, place)) : [];
  const found = places.flatMap(place => (place.ok ? [place.value] : []));
  return {
    code,
    retryAfter: said.retry_after,
    requiredPermission: found.find(place => place.required_permission !== '')?.required_permission ?? '',
    currentPermissions: found.find(place => place.current_permissions !== null)?.current_permissions ?? null,
    allowed: allowedStages(details, said.message),
  };
}

/** The text before the allowed stages in the message of a 400 (recordings, `patch-bodies` of the `status` revision). */
const listing = 'Must be one of: ';

/** The list in `details`, else the one that ends the message: as the server wrote it, or a list of single words. */
function allowedStages(details: unknown, message: string): readonly string[] {
  if (typeof details === 'object' && details !== null) {
    const candidates = Array.isArray(details) ? [details] : Object.values(details);
    for (const candidate of candidates) {
      if (
        Array.isArray(candidate) &&
        candidate.length > 0 &&
        candidate.length <= mostStages &&
        candidate.every(item => typeof item === 'string' && isIdentifier(item))
      ) {
        return candidate;
      }
    }
  }
  const at = message.indexOf(listing);
  if (at >= 0) {
    const names = message.slice(at + listing.length).split(', ');
    return names.filter(isIdentifier).slice(0, mostStages);
  }
  // The regular expression below would take too long on a long text.
  if (message.length > 2_000) return [];
  const listed = message
    .slice(message.lastIndexOf(':') + 1)
    .split(',')
    .map(item => item.trim().replace(/^['"[]+|['".\]]+$/g, ''));
  return listed.length > 1 && listed.every(item => /^[\w-]{1,60}$/.test(item))
    ? listed.slice(0, mostStages)
    : [];
}
