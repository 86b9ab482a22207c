import type { Request } from '../../contract/calls.ts';
import { crmPageOf, type DealPage } from '../../contract/crm.ts';
import { assertNever } from '../../contract/failure.ts';
import type { PipelineId } from '../../contract/model.ts';

/** The vendor's web application, where it lists the keys. */
const keys = 'https://app.getraze.co/config?tab=api-keys';
const crm = 'https://app.getraze.co/';

/**
 * The address of a page that the popup may open, in the web application or in the published documentation. `pipeline`:
 * that of the opportunity, null when unknown. `dealPage`: the learnt address form.
 */
export function pageAddress(
  { page, id }: Request<'link.open'>,
  pipeline: PipelineId | null,
  dealPage: DealPage | null,
): string {
  switch (page) {
    case 'api-keys':
      return keys;
    case 'opportunity':
      return id === undefined ? crm : crmPageOf(id, pipeline, dealPage).address;
    default:
      return assertNever(page);
  }
}
