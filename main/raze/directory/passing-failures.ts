import type { Failure } from '../../contract/failure.ts';

/** Whether a failure is one of the connection or of the whole server: over as soon as any request succeeds. */
export const endsWithAnyAnswer: Readonly<Record<Failure['code'], boolean>> = {
  ...{ offline: true, unreachable: true, timeout: true, tls: true, 'not-our-api': true },
  ...{ 'server-failing': true, 'server-unexpected': true, conflicting: false, 'answer-too-large': false },
  ...{ 'key-none': false, 'key-malformed': false, 'key-invalid': false, 'key-expired': false },
  ...{ 'permission-missing': false, 'keychain-unavailable': false, 'keychain-locked': false },
  ...{ 'keychain-unreadable': false, 'keychain-refused': false, 'key-not-removed': false },
  ...{ 'opportunity-unknown': false, 'stage-refused': false, 'stage-unknown': false },
  ...{ 'pipeline-changed': false, 'rate-limited': false, 'api-address': false, 'api-elsewhere': false },
  ...{ 'api-changed': false, 'api-declined': false },
  ...{ 'disk-full': false, 'disk-failing': false, 'store-newer': false },
  ...{ 'store-moved': false, 'not-erased': false, 'hotkey-taken': false, 'hotkey-malformed': false },
  ...{ 'too-late': false, 'not-undoable': false, outdated: false, 'already-there': false },
  ...{ 'wrong-account': false, 'malformed-request': false },
};
