import * as v from 'valibot';
import { foldAccents } from '../contract/folded.ts';

/** One opportunity as the sandbox holds it. Times are epoch ms. */
export const sandboxRecord = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  phone: v.string(),
  company: v.string(),
  position: v.string(),
  source: v.string(),
  campaign: v.string(),
  owner: v.string(),
  deal: v.string(),
  value: v.nullable(v.number()),
  currency: v.string(),
  stage: v.string(),
  createdAt: v.number(),
  updatedAt: v.number(),
  wonAt: v.nullable(v.number()),
  lostAt: v.nullable(v.number()),
});
export type SandboxRecord = Readonly<v.InferOutput<typeof sandboxRecord>>;

/** Ids are made of names: there is nothing else to a campaign or a colleague here. */
export const campaignIdOf = ({ campaign }: SandboxRecord): string => `camp_${slug(campaign)}`;
export const ownerIdOf = ({ owner }: SandboxRecord): string => `usr_${slug(owner)}`;

const slug = (text: string): string => foldAccents(text).replace(/[^a-z0-9]/g, '');
