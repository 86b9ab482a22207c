import type { Request } from '../contract/calls.ts';
import { assertNever } from '../contract/failure.ts';

/** Where the API and its keys are described; the keys' own page has no published address. */
const documentation = 'https://developer.getraze.co/api-reference/authentication';

/**
 * The pages that the popup may open, on the API's own origin or the published documentation; nothing else is
 * ever opened. Null when there is nothing to open.
 */
export function pageAddress(request: Request<'link.open'>, apiUrl: string): string | null {
  switch (request.page) {
    case 'api-keys':
      return `${new URL(apiUrl).origin}/`;
    case 'api-docs':
      return documentation;
    case 'opportunity':
      return request.id === undefined
        ? null
        : `${new URL(apiUrl).origin}/opportunities/${encodeURIComponent(request.id)}`;
    default:
      return assertNever(request.page);
  }
}
