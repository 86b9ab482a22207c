import type { RoleReason, StageRole } from '../../contract/model.ts';
import { type NamedRole, roleInName } from '../../contract/stages/name.ts';
import type { StageCensus } from './census.ts';

/** Fewer rows than this prove nothing: a deal that was won and reopened keeps its stamp. */
const fewest = 3;
/** The share of a stage's rows that must be stamped as an end. */
const majority = 0.8;
/** From this share of stamped rows on, a stage is not certainly open. */
const suspicious = 0.3;

/** Of a stage's rows, how many were last stamped as won and as lost. */
type Stamps = Pick<StageCensus, 'rows' | 'won' | 'lost'>;

/**
 * A stage's role by the strongest evidence: the user's own word; four fifths of its rows stamped as won or as lost; its
 * name. An uncertain stage is open and not sure, and so never a default.
 */
export function roleByEvidence(
  name: string,
  marked: StageRole | undefined,
  stamps: Stamps = { rows: 0, won: 0, lost: 0 },
): NamedRole & Pick<RoleReason, 'source' | 'unmarked'> {
  const found = roleUnmarked(name, stamps);
  const unmarked = found.role;
  return marked === undefined
    ? { ...found, unmarked }
    : { role: marked, sure: true, source: 'user', unmarked };
}

function roleUnmarked(name: string, { rows, won, lost }: Stamps): NamedRole & Pick<RoleReason, 'source'> {
  if (rows >= fewest && won / rows >= majority) return { role: 'won', sure: true, source: 'rows' };
  if (rows >= fewest && lost / rows >= majority) return { role: 'lost', sure: true, source: 'rows' };
  const named = roleInName(name);
  if (named.role !== 'open') return { ...named, source: 'name' };
  // This API stamps only stages named exactly won or lost, so few stamps do not prove that a stage is open.
  const stamped = rows > 0 && (won + lost) / rows >= suspicious;
  return { role: 'open', sure: named.sure && !stamped, source: stamped ? 'rows' : 'name' };
}
