import { FuseV1Options } from '@electron/fuses';

/** A fuse as @electron/fuses calls it. */
export type FuseName = keyof typeof FuseV1Options;

/** Every fuse that the pinned @electron/fuses knows, in the order of the wire. */
export const fuseNames = Object.keys(FuseV1Options).filter((name): name is FuseName =>
  Number.isNaN(Number(name)),
);
