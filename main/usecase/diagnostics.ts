import { apiAddresses } from '../contract/addresses.ts';
import type { ChangeState } from '../contract/change.ts';
import type { AccountView, Snapshot } from '../contract/snapshot.ts';

/** What the machine is, for who looks for a fault: versions, the kind of desktop. */
export type MachineFacts = Readonly<Record<string, string>>;

/** All that diagnostics are made of. */
export interface DiagnosticsDeps {
  readonly machine: MachineFacts;
  /** The states of the open changes. */
  readonly changes: () => readonly ChangeState[];
  /** The last warnings of the log. */
  readonly warnings: () => readonly string[];
}

/**
 * What somebody who looks for a fault needs, as lines of English: versions, states, counts and the last warnings. Of customers, keys
 * and addresses of the user's own it holds nothing: every word comes from the program or the system.
 */
export function diagnostics(snapshot: Snapshot, { machine, changes, warnings }: DiagnosticsDeps): string {
  const { account, directory, quota, store, settings, update, hotkeys } = snapshot;
  const counted = Map.groupBy(changes(), state => state);
  const facts: Readonly<Record<string, string>> = {
    version: snapshot.version,
    ...machine,
    language: `${snapshot.language}, formats ${snapshot.formatLocale}`,
    account: accountOf(account),
    keychain: snapshot.keychain,
    address: apiAddresses.some(known => known === snapshot.apiUrl) ? snapshot.apiUrl : 'another',
    network: `${snapshot.network}, ${snapshot.pause === null ? 'sending' : `paused for ${snapshot.pause.kind}`}`,
    quota: quota === null ? 'not told' : `${quota.remaining} of ${quota.limit} requests left`,
    list: [
      `${directory.known} of ${directory.total ?? '?'} opportunities`,
      `${snapshot.pipelines.length} pipelines`,
      `${directory.missing} missing`,
      `${directory.unreadable} unreadable`,
      directory.failure?.code ?? directory.phase,
    ].join(', '),
    changes: [...counted].map(([state, all]) => `${all.length} ${state}`).join(', ') || 'none open',
    database: `${store.state}, ${store.salvaged} salvaged, ${store.rewritten} times rewritten`,
    hotkeys: `${hotkeys.hotkey}, clipboard ${hotkeys.clipboardHotkey}`,
    updates: `${settings.updates}, ${update.state}`,
    automation: settings.automation,
    policy: `sets ${namesOf(snapshot.lockedSettings)}, cannot set ${namesOf(snapshot.unusablePolicy)}`,
  };
  const lines = Object.entries(facts).map(([name, fact]) => `${name}: ${fact}`);
  const warned = warnings();
  return [
    'Raze Quick Stage',
    ...lines,
    '',
    warned.length === 0 ? 'no warnings' : 'last warnings:',
    ...warned,
    '',
  ].join('\n');
}

const namesOf = (names: readonly string[]): string => names.join(' ') || 'nothing';

function accountOf(account: AccountView): string {
  if (account.kind !== 'key') return account.kind;
  return `key, kept in ${account.kept}, may read: ${account.read}, may write: ${account.write}`;
}
