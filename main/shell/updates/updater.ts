import type { Result } from '../../contract/failure.ts';
import type { Settings } from '../../contract/settings.ts';
import type { UpdateTrouble } from '../../contract/snapshot.ts';
import type { WordOf } from '../../log/events.ts';

/** The feeds that a user may choose from. */
export type UpdateChannel = Exclude<Settings['updates'], 'off'>;

/** A newer version that the feed names. */
export interface Offer {
  readonly version: string;
  /** The SHA-512 of its files: a version that is published anew under the same number has others. */
  readonly checksums: string;
}

/** `kept`: the version that was there stays. `ends`: the updater itself ends this process. */
export type Installing = WordOf<'update', 'done'>;

/** What asks the feed and puts a newer version in place: electron-updater (`feed-updater`), or a test's own. */
export interface Updater {
  /** The newer version that this installation may have; null without one. Forgets nothing that was brought, however it ends. */
  check(channel: UpdateChannel): Promise<Result<Offer | null, UpdateTrouble>>;
  /** Brings the version that `check` found, and compares it with what the feed promised. What was brought before is forgotten. */
  download(onPercent: (percent: number) => void): Promise<Result<null, UpdateTrouble>>;
  /** Ends a check or a download; it then fails. */
  cancel(): void;
  /** Cancels, waits until nothing goes on any more, and knows nothing then of what it has brought. */
  forget(): Promise<void>;
  /** Whether the system installs what was brought even once it is forgotten: Squirrel.Mac does. */
  readonly isBound: boolean;
  /** Puts the downloaded version in place, and with `again` starts it. Called when the program has let go of everything. */
  install(again: boolean): Installing;
}
