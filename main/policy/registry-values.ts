import { namedInRegistry } from './policy.ts';

/**
 * The values of one key, as `reg query` prints them: a name, a type and a value a line, four spaces before each. A REG_DWORD of 0 or 1 is a
 * yes or no; an empty text is none (https://learn.microsoft.com/windows-server/administration/windows-commands/reg-query). A value of
 * another type is told by its type, which no setting takes. "Value names are not case sensitive"
 * (https://learn.microsoft.com/windows/win32/api/winreg/nf-winreg-regdeletevaluea): each is told as the setting is spelt.
 */
export function registryValues(printed: string): Readonly<Record<string, unknown>> {
  const lines = printed.matchAll(/^ {4}(\S.*?) {4}(REG_\w+)(?: {4}(.*?))?\r?$/gm);
  return Object.fromEntries(
    [...lines].map(([, name = '', type = '', value = '']) => [namedInRegistry(name), readValue(type, value)]),
  );
}

function readValue(type: string, value: string): unknown {
  if (type === 'REG_SZ') return value === '' ? null : value;
  if (type !== 'REG_DWORD') return { type };
  const number = Number(value);
  return number === 0 || number === 1 ? number === 1 : number;
}
