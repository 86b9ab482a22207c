import { parseApiUrl } from '../config.ts';
import { parseAccelerator } from '../contract/accelerator.ts';
import { parse } from '../contract/parse.ts';
import { settingsPatch } from '../contract/payloads.ts';
import type { SettingName, Settings } from '../contract/settings.ts';

/** The settings that whoever manages the computer may set. What else there is concerns its user alone. */
const policySettings = [
  'apiUrl',
  'updates',
  'hotkey',
  'notifications',
  'language',
  'startAtLogin',
  'automation',
  'sendReasons',
] as const satisfies readonly SettingName[];

/** Settings that stand whatever the user has chosen. */
export type Policy = Partial<Pick<Settings, (typeof policySettings)[number]>>;

export interface FoundPolicy {
  readonly policy: Policy;
  /** The settings for which the policy has a value that they do not take. They are the user's, who is told. */
  readonly unusablePolicy: readonly SettingName[];
}

/** The setting of this name as Windows compares the names of values, without regard to case; any other name as it is. */
export const namedInRegistry = (name: string): string =>
  policySettings.find(known => known.toLowerCase() === name.toLowerCase()) ?? name;

/**
 * Reads a policy out of what its source holds. A member that is no setting of `policySettings`, or not a value of one, is left out and
 * counted in `ignored`: the rest holds all the same. Throws a TypeError for what has no members.
 */
export function parsePolicy(data: unknown): FoundPolicy & { readonly ignored: number } {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new TypeError('no object');
  let policy: Policy = {};
  let ignored = 0;
  const unusablePolicy: SettingName[] = [];
  for (const [name, value] of Object.entries(data)) {
    const setting = policySettings.find(known => known === name);
    const member = setting === undefined ? null : parse(settingsPatch, { [setting]: value });
    const kept = member?.ok ? asSettingsKeep(member.value) : null;
    if (kept !== null) {
      policy = { ...policy, ...kept };
      continue;
    }
    ignored += 1;
    if (setting !== undefined) unusablePolicy.push(setting);
  }
  return { policy, unusablePolicy, ignored };
}

/**
 * A member as the settings would keep it: addresses and hotkeys in their one spelling. Null for what the user could not choose either: an
 * address to which no key goes, a hotkey that is none.
 */
function asSettingsKeep(member: Partial<Settings>): Partial<Settings> | null {
  const { apiUrl, hotkey } = member;
  if (typeof apiUrl === 'string') {
    const address = parseApiUrl(apiUrl);
    return address.ok ? { apiUrl: address.value } : null;
  }
  if (hotkey === undefined) return member;
  const accelerator = parseAccelerator(hotkey);
  return accelerator.ok ? { hotkey: accelerator.value } : null;
}
