/** How many proposals may come within a minute: each opens the popup beside what the user is doing. */
export const mostProposals = 10;
const minute = 60_000;

/**
 * Counts the proposals of all programs together. The returned function says whether one more may come now, and then counts it; what it
 * refuses is not counted, so that who goes on asking is not kept out longer.
 * @param now monotonic milliseconds
 */
export function createProposalLimit(now: () => number): () => boolean {
  let taken: readonly number[] = [];
  return () => {
    const at = now();
    taken = taken.filter(before => at - before < minute);
    if (taken.length >= mostProposals) return false;
    taken = [...taken, at];
    return true;
  };
}
