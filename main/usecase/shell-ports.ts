import type { Request } from '../contract/calls.ts';
import type { DealPage } from '../contract/crm.ts';
import type { Result } from '../contract/failure.ts';
import type { PipelineId } from '../contract/model.ts';
import type { Fill } from '../contract/pushes.ts';
import type { MachineFacts } from './diagnostics.ts';

/** The shell's part of a call; `compose` passes it in. */
export interface ShellPorts {
  readonly hidePopup: () => void;
  readonly resizePopup: (height: number) => void;
  /** See `AskedDeps.propose`. */
  readonly propose: (fill: Fill) => boolean;
  readonly entering: (what: Request<'popup.entering'>['what']) => void;
  /** `pipeline`: that of the opportunity, null when unknown. `dealPage`: the learnt address form. */
  readonly openPage: (
    request: Request<'link.open'>,
    pipeline: PipelineId | null,
    dealPage: DealPage | null,
  ) => Promise<void>;
  /** Newer versions of the program: asked for now, taken now, or put off for a day. */
  readonly updates: {
    readonly look: () => Promise<void>;
    readonly restart: () => void;
    readonly putOff: () => void;
  };
  /** What this machine is. */
  readonly machine: () => MachineFacts;
  /** Opens the folder of the log's files. Never rejects. */
  readonly showLogs: () => Promise<void>;
  /**
   * Erases what lies outside of the database and the keychain: start at login, the address for other programs, what the updater brought,
   * and the log, last. Called once the settings are those of the first run. Returns what is still there, by path or place.
   */
  readonly eraseOwn: () => Promise<readonly string[]>;
  /** Asks the user, in a window that no page can answer, whether this address may be the API's. */
  readonly askAddress: (address: string) => Promise<boolean>;
  /** Replaces what the system's clipboard holds. */
  readonly copy: (text: string) => Promise<void>;
  /** Writes the CSV, as it is by then, where the user chooses; null when dismissed. */
  readonly saveCsv: (csv: () => string) => Promise<Result<{ readonly path: string } | null>>;
}
