import { fail, ok } from '../contract/failure.ts';
import { createElectronEngine } from '../electron-engine.ts';
import type { Engine } from '../engine.ts';
import type { KeptLog } from '../log/log.ts';
import type { FoundPolicy } from '../policy/policy.ts';
import { createKeychain } from '../secrets/keychain.ts';
import type { OpenStore } from '../store/store.ts';

export interface HeadlessEngineDeps {
  readonly store: OpenStore;
  readonly folder: string;
  readonly apiUrl: string | null;
  readonly found: FoundPolicy;
  readonly log: KeptLog;
  /** A call to the keychain begins, or has ended. */
  readonly onKeychainCall: (isRunning: boolean) => void;
  /** See `EngineDeps.onChange`. */
  readonly onChange: () => void;
}

/** The whole product without a window: what belongs to the desktop does nothing. */
export const createHeadlessEngine = ({ found, onKeychainCall, ...deps }: HeadlessEngineDeps): Engine =>
  createElectronEngine({
    ...deps,
    ...found,
    keychain: createKeychain({ onCall: onKeychainCall }),
    facts: {
      canStartAtLogin: false,
      hotkeyState: () => 'off',
      hotkeyOffers: () => [],
      toggleLines: () => [],
      update: () => ({ state: 'off', because: 'development' }),
    },
    effects: {
      takeHotkey: (_, accelerator) => fail({ code: 'hotkey-taken', accelerator }),
      dropHotkey: () => {},
      startAtLogin: () => false,
      theme: () => {},
      updates: () => {},
      automation: () => {},
    },
    shell: {
      hidePopup: () => {},
      resizePopup: () => {},
      entering: () => {},
      propose: () => false,
      updates: { look: async () => {}, restart: () => {}, putOff: () => {} },
      machine: () => ({}),
      showLogs: async () => {},
      eraseOwn: async () => [],
      copy: async () => {},
      openPage: async () => {},
      askAddress: async () => false,
      saveCsv: async () => ok(null),
    },
    push: () => {},
    onReceipt: () => {},
  });
