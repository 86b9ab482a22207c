declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** The server's own id of an opportunity: `opp_…` or a UUID, 1–128 characters of `[A-Za-z0-9_-]`. */
export type OpportunityId = Brand<string, 'OpportunityId'>;
/** A stage's name on the wire: `won`, or a UUID in the `stage_id` dialect. */
export type StageId = Brand<string, 'StageId'>;
/** A pipeline; `default` where the server knows only one. */
export type PipelineId = Brand<string, 'PipelineId'>;
/** One accepted change of stage: a UUID made at the pick. */
export type ChangeId = Brand<string, 'ChangeId'>;
/** One account at one address. Changes of different lanes never mix. */
export type LaneId = Brand<string, 'LaneId'>;

/** The three revisions of the server a client meets; see ARCHITECTURE.md. */
export const dialects = ['documented', 'status', 'stage_id'] as const;
export type Dialect = (typeof dialects)[number];

export const stageRoles = ['open', 'won', 'lost'] as const;
export type StageRole = (typeof stageRoles)[number];

export interface Stage {
  readonly id: StageId;
  /** The server's own text (`negotiation`, `Proposta enviada`); known names are translated by the renderer. */
  readonly name: string;
  readonly role: StageRole;
}

/** Why a stage counts as open, won or lost. */
export interface RoleReason {
  readonly stage: StageId;
  /** What decides it, the strongest first. */
  readonly source: 'user' | 'rows' | 'name';
  /** Its role without the user's own word. */
  readonly unmarked: StageRole;
  /** The rows in it at the last census, and how many of them were last stamped as won or as lost. */
  readonly rows: number;
  readonly won: number;
  readonly lost: number;
}

/** Stages in the order the user sees them: open ones first, won and lost last. */
export interface Pipeline {
  readonly id: PipelineId;
  readonly name: string;
  readonly stages: readonly Stage[];
  /** Whether this order is known (the server's, the vendor's or the user's) and not guessed from rows. */
  readonly ordered: boolean;
  /** Stages with the role `open` that may still be an end; none of them is ever a default. */
  readonly unsure: readonly StageId[];
  /** Per stage, in the order of `stages`. */
  readonly reasons: readonly RoleReason[];
  /** The stage that the board of the vendor's web application calls Won though it is not `won`; null without one. */
  readonly wonOnBoard: StageId | null;
}

/** One opportunity, the same for every dialect. Missing texts are ''; times are epoch milliseconds. */
export interface Opportunity {
  readonly id: OpportunityId;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly position: string;
  readonly owner: string;
  readonly pipeline: PipelineId;
  readonly stage: Stage;
  readonly value: number | null;
  /** ISO 4217, or '' when the server gave none. */
  readonly currency: string;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly wonAt: number | null;
  readonly lostAt: number | null;
}

/** The documented stages in pipeline order (API documentation, "Update opportunity stage"). */
export const documentedStages = [
  'new',
  'contacted',
  'qualified',
  'proposal',
  'negotiation',
  'won',
  'lost',
] as const;

export const defaultPipeline = 'default' as PipelineId;

/** An opportunity of which only the id is known: a pasted id until it is looked up. */
export function unverified(id: OpportunityId): Opportunity {
  return {
    id,
    name: '',
    company: '',
    email: '',
    phone: '',
    position: '',
    owner: '',
    pipeline: defaultPipeline,
    stage: { id: '' as StageId, name: '', role: 'open' },
    value: null,
    currency: '',
    createdAt: null,
    updatedAt: null,
    wonAt: null,
    lostAt: null,
  };
}
