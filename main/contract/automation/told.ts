import * as v from 'valibot';
import { changeStates, parkReasons } from '../change.ts';
import { stageRoles } from '../model.ts';
import { settings } from '../settings.ts';

const text = v.string();
/** A moment in ISO 8601, in UTC. */
const moment = v.string();

/** `id` is the wire's; `name` is as the user reads it. */
const stage = v.object({ id: text, name: text, role: v.picklist(stageRoles) });
export type ToldStage = v.InferOutput<typeof stage>;

/** An opportunity without its e-mail address and phone: nobody needs them to move it. */
const opportunity = v.object({
  id: text,
  name: text,
  company: text,
  pipeline: text,
  /** The stage that the user sees on it; null where none is known. */
  stage: v.nullable(stage),
  value: v.nullable(v.number()),
  currency: text,
});
export type ToldOpportunity = v.InferOutput<typeof opportunity>;

const change = v.object({
  id: text,
  opportunity: v.object({ id: text, name: text, company: text }),
  from: v.nullable(stage),
  to: stage,
  state: v.picklist(changeStates),
  /** Why it needs the user. */
  reason: v.nullable(v.picklist(parkReasons)),
  note: text,
  /** Whether another program made it. */
  byProgram: v.boolean(),
  markedAt: moment,
  endedAt: v.nullable(moment),
  /** False for a change of another key than the one in use. */
  currentAccount: v.boolean(),
});
export type ToldChange = v.InferOutput<typeof change>;

/** Why no single opportunity and stage are meant for certain. */
const unclear = [
  'no-opportunity',
  /** Several have every word. */
  'several-opportunities',
  /** The one that was found has a word only by its first letters, with a typo, or not at all. */
  'not-exact',
  /** The list is still being loaded: another one may have the same name. An id is certain. */
  'list-incomplete',
  'no-stage',
  'several-stages',
  /** The stage is named by its first letters or with a typo, which is too little for it. */
  'stage-not-exact',
] as const;
export type Unclear = (typeof unclear)[number];

/** What another program is told. */
export const toldSchema = v.variant('status', [
  v.object({ status: v.literal('found'), opportunities: v.array(opportunity), total: v.number() }),
  v.object({ status: v.literal('listed'), changes: v.array(change) }),
  /** The change is on disk. */
  v.object({ status: v.literal('saved'), change }),
  /** It stands in that stage already; with the open change that moves it there, if there is one. */
  v.object({ status: v.literal('there'), opportunity, change: v.nullable(change) }),
  /** The popup is open with this filled in; nothing is saved. */
  v.object({ status: v.literal('proposed'), opportunity, stage }),
  /** Nothing is done. What may be meant; an id makes it certain. */
  v.object({
    status: v.literal('unclear'),
    why: v.picklist(unclear),
    opportunities: v.array(opportunity),
    stages: v.array(stage),
  }),
  /**
   * Nothing is done; `code` is that of a `Failure`, `popup-busy` where there is none to open, or the user is in it, or
   * `too-many-proposals` where programs have proposed all that they may within a minute.
   */
  v.object({ status: v.literal('refused'), code: text }),
  /** The setting allows no such ask. */
  v.object({ status: v.literal('off'), allows: v.picklist(settings.automation.of) }),
]);
export type Told = v.InferOutput<typeof toldSchema>;
