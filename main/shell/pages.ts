import type { Request } from '../contract/calls.ts';
import { assertNever } from '../contract/failure.ts';

/** Where the API and its keys are described. */
const documentation = 'https://developer.getraze.co/api-reference/authentication';

/**
 * The page that the popup may open: the web app at the API's own origin, or the published documentation. The
 * web app publishes no addresses of its inner pages, and a wrong guess would be a dead end: its front page leads
 * to the keys (Settings › API Keys) and to the opportunities.
 */
export function pageAddress(request: Request<'link.open'>, apiUrl: string): string {
  switch (request.page) {
    case 'api-docs':
      return documentation;
    case 'api-keys':
    case 'opportunity':
      return `${new URL(apiUrl).origin}/`;
    default:
      return assertNever(request.page);
  }
}
