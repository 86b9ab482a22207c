import type { OpportunityId } from '../contract/model.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const alone = new RegExp(`^(opp_[A-Za-z0-9_-]{4,124}|${uuid})$`, 'i');
const inPath = new RegExp(
  `/(?:opportunit(?:y|ies)|deals?|leads?)/(opp_[A-Za-z0-9_-]{4,124}|${uuid})(?:[/?#]|$)`,
  'i',
);

/**
 * The opportunity a pasted text names: `opp_…`, a UUID, or a CRM link with either in its path. Null for anything
 * else, which is then an ordinary search. UUIDs are compared in lower case, as the server writes them.
 */
export function pastedId(text: string): OpportunityId | null {
  const trimmed = text.trim();
  const found =
    alone.exec(trimmed)?.[1] ?? (/^https?:\/\//i.test(trimmed) ? inPath.exec(trimmed)?.[1] : undefined);
  if (found === undefined) return null;
  return (found.startsWith('opp_') ? found : found.toLowerCase()) as OpportunityId;
}
