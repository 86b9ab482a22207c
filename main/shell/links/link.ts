/**
 * The room of links. Enters: a deep link that another program opens, or a page that the popup asks for. Leaves: what the popup
 * is filled with, or a page in the user's browser.
 */

import { isIdentifier } from '../../contract/bounded-text.ts';
import { opportunityId } from '../../contract/ids.ts';
import { parse } from '../../contract/parse.ts';
import type { Fill } from '../../contract/pushes.ts';

export const linkScheme = 'raze-quick-stage';

/**
 * Parses `raze-quick-stage://opportunity/<id>?stage=<wire name>`; null for anything else. A link fills the popup in and
 * preselects; it never commits.
 */
export function parseLink(text: string): Fill | null {
  const url = text.length > 2_000 ? null : URL.parse(text);
  if (url === null) return null;
  if (url.protocol !== `${linkScheme}:` || url.host !== 'opportunity' || url.username !== '') return null;
  const id = parse(opportunityId, url.pathname.replace(/^\/|\/$/g, ''));
  if (!id.ok) return null;
  const stage = url.searchParams.get('stage') ?? '';
  const fits = isIdentifier(stage) && !/\p{Cc}/u.test(stage);
  return { text: id.value, opportunity: id.value, stage: fits ? stage : null };
}

/** The link that `parseLink` parses to this. */
function linkTo({ opportunity, stage }: Fill): string {
  const query = stage === null ? '' : `?stage=${encodeURIComponent(stage)}`;
  return `${linkScheme}://opportunity/${opportunity}${query}`;
}

/** The arguments of a start that shows this, made from those of an earlier one. */
export function argumentsFor(fill: Fill | null, before: readonly string[]): string[] {
  const isOld = (argument: string): boolean =>
    argument === '--hidden' ||
    argument === '--toggle' ||
    argument.toLowerCase().startsWith(`${linkScheme}://`);
  return [...before.filter(argument => !isOld(argument)), ...(fill === null ? [] : [linkTo(fill)])];
}

/** The first link among a process's arguments, where Windows and Linux put it. */
export function linkIn(argv: readonly string[]): Fill | null {
  const text = argv.find(argument => argument.toLowerCase().startsWith(`${linkScheme}://`));
  return text === undefined ? null : parseLink(text);
}
