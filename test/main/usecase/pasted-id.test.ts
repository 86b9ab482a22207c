import { expect, test } from 'vitest';
import { pastedId } from '../../../main/usecase/pasted-id.ts';

const uuid = '0b9c3f1e-8a52-4b61-9d70-2f1f6d3c9a11';

test.each([
  ['opp_1234567890', 'opp_1234567890'],
  ['  opp_ab12  ', 'opp_ab12'],
  [uuid, uuid],
  [uuid.toUpperCase(), uuid],
  ['https://app.getraze.com/opportunities/opp_77aa', 'opp_77aa'],
  [`https://app.getraze.com/deals/${uuid}?tab=notes#top`, uuid],
])('%s is an id', (text, id) => expect(pastedId(text)).toBe(id));

test.each([
  '',
  'opp_',
  'joao silva',
  'opp_1111/../../keys',
  'opp_1111 opp_2222',
  'https://app.getraze.com/settings',
  'https://example.com/opportunities/../opp_1111',
  'javascript:/opportunities/opp_77aa',
])('%s is none', text => expect(pastedId(text)).toBeNull());
