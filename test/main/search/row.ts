import type { OpportunityId, StageRole } from '../../../main/contract/model.ts';
import type { Searchable } from '../../../main/search/catalogue.ts';

type Part = Partial<Omit<Searchable, 'id' | 'stage'>> & { readonly role?: StageRole };

/** A row with the given fields, everything else empty. */
export const row = (id: string, { role = 'open', ...part }: Part = {}): Searchable => ({
  id: id as OpportunityId,
  name: '',
  company: '',
  email: '',
  phone: '',
  updatedAt: null,
  stage: { role },
  ...part,
});

export const id = (text: string): OpportunityId => text as OpportunityId;
