/**
 * The room of arrays. Enters: an array with a place, or with the length it must have. Leaves: the element; the array, or a longer
 * copy of it.
 *
 * Elements are read at places that are known to be inside, which `noUncheckedIndexedAccess` cannot know: these helpers are the
 * only casts of an index. There is one for each kind of array, because V8 compiles a read for the kinds it has met: one that met
 * all of them would be several times as slow.
 */

export const at8 = (array: Uint8Array, place: number): number => array[place] as number;
export const at16 = (array: Uint16Array, place: number): number => array[place] as number;
export const at32 = (array: Uint32Array, place: number): number => array[place] as number;
export const at64 = (array: Float64Array, place: number): number => array[place] as number;
/** The code of a letter, in whichever width the letters are kept. */
export const codeAt = (codes: Uint8Array | Uint16Array, place: number): number => codes[place] as number;
export const item = <T>(array: readonly T[], place: number): T => array[place] as T;
