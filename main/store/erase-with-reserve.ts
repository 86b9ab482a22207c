import { fail, type Result } from '../contract/failure.ts';
import type { NotErased } from './erase.ts';
import type { Ballast } from './file/ballast.ts';
import type { WriteFailure } from './sqlite/attempt.ts';

type Erased = Result<null, NotErased | WriteFailure>;

const isRefusedByDisk = (erased: Erased): boolean =>
  !erased.ok && (erased.failure.code === 'disk-full' || erased.failure.code === 'disk-failing');

/**
 * Erases; where the disk refuses, once more with the space in reserve given up for it. `eraseCopies` is then called in between, for it
 * makes room too, and what it names is the answer if the disk goes on refusing; null where the copies are to stay.
 */
export function eraseWithReserve(
  erase: () => Erased,
  ballast: Ballast,
  eraseCopies: (() => NotErased) | null,
): Erased {
  const tried = erase();
  if (!isRefusedByDisk(tried)) return tried;
  const refused = eraseCopies === null ? tried : fail(eraseCopies());
  ballast.drop();
  const again = erase();
  ballast.fill();
  return isRefusedByDisk(again) ? refused : again;
}
