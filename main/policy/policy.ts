import { parseApiUrl } from '../config.ts';
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

/**
 * Reads a policy out of what its source holds. A member that is no setting of `policySettings`, or not a value of one, is left out and
 * named in `ignored`: the rest holds all the same. Throws a TypeError for what has no members.
 */
export function parsePolicy(data: unknown): { readonly policy: Policy; readonly ignored: readonly string[] } {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new TypeError('no object');
  const members = Object.entries(data);
  let policy: Policy = {};
  const ignored: string[] = [];
  for (const [name, value] of members) {
    const setting = policySettings.find(known => known === name);
    const member = setting === undefined ? null : parse(settingsPatch, { [setting]: value });
    if (member?.ok && isUsable(member.value)) policy = { ...policy, ...member.value };
    else ignored.push(name);
  }
  return { policy, ignored };
}

/** A key goes to no address that the user could not choose either. */
const isUsable = ({ apiUrl }: Partial<Settings>): boolean =>
  apiUrl === undefined || apiUrl === null || parseApiUrl(apiUrl).ok;
