/** Why a change cannot be undone. */
export type NotUndoable =
  | 'taken-back' // the change that takes it back waits to be sent, or is being sent
  | 'newer-exists' // only an opportunity's newest change can be taken back
  | 'stage-before-unknown' // there was no stage to go back to, or nobody had seen it
  | 'foreign-key' // marked under another key than the one in use
  | 'without-effect'; // undone or replaced before it was sent

/** Whether a change can be undone, and if not, why. */
export type UndoStanding = 'possible' | NotUndoable;
