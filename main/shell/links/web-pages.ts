import type { Request } from '../../contract/calls.ts';
import { assertNever } from '../../contract/failure.ts';
import { defaultPipeline, type PipelineId } from '../../contract/model.ts';

/** Where the API and its keys are described. */
const documentation = 'https://developer.getraze.co/api-reference/authentication';
/** The vendor's web application; it is not at the API's address. */
const crm = 'https://app.getraze.co/';

/**
 * The page that the popup may open: in the web application, or in the published documentation. A deal's own page has no
 * published address, and a wrong guess would be a dead end: its pipeline's board has one, where the API names the
 * pipeline; elsewhere it is the front page.
 */
export function pageAddress({ page }: Request<'link.open'>, pipeline: PipelineId | null): string {
  switch (page) {
    case 'api-docs':
      return documentation;
    case 'api-keys':
      return `${crm}config?tab=api-keys`;
    case 'opportunity':
      return pipeline === null || pipeline === defaultPipeline
        ? crm
        : `${crm}pipelines?pipeline=${encodeURIComponent(pipeline)}`;
    default:
      return assertNever(page);
  }
}
