/** One opportunity as the sandbox holds it, before a dialect gives it its wire form. Times are epoch ms. */
export interface SandboxRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
  readonly position: string;
  readonly source: string;
  readonly campaign: string;
  readonly owner: string;
  readonly deal: string;
  readonly value: number | null;
  readonly currency: string;
  readonly pipeline: string;
  readonly stage: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly wonAt: number | null;
  readonly lostAt: number | null;
}

export interface SandboxStage {
  readonly id: string;
  readonly name: string;
}

export interface SandboxPipeline {
  readonly id: string;
  readonly name: string;
  readonly stages: readonly SandboxStage[];
}

const named = (name: string): SandboxStage => ({ id: name, name });

const documentedNames = ['new', 'contacted', 'qualified', 'proposal', 'negotiation', 'won', 'lost'];
const statusNames = [
  'leads',
  'invite_sent',
  'accepted',
  'qualifying',
  'qualified',
  'discarded',
  'scheduled',
  'won',
  'lost',
];

/** Stages of the `stage_id` revision have ids that say nothing; these are fixed so that state survives. */
const identified = (pipeline: number, names: readonly string[]): readonly SandboxStage[] =>
  names.map((name, index) => ({ id: `5a9e0000-0000-4000-8000-0000000${pipeline}00${index + 10}`, name }));

export const pipelinesOf = {
  documented: [{ id: 'default', name: '', stages: documentedNames.map(named) }],
  status: [{ id: 'default', name: '', stages: statusNames.map(named) }],
  stage_id: [
    {
      id: '91be0000-0000-4000-8000-000000000001',
      name: 'Vendas',
      stages: identified(1, [
        'Novo lead',
        'Contato feito',
        'Qualificação',
        'Proposta enviada',
        'won',
        'lost',
      ]),
    },
    {
      id: '91be0000-0000-4000-8000-000000000002',
      name: 'Parcerias',
      stages: identified(2, ['Primeira conversa', 'Contrato em análise', 'Piloto', 'won', 'lost']),
    },
  ],
} as const satisfies Record<string, readonly SandboxPipeline[]>;

/** Ids are made of names: there is nothing else to a campaign or a colleague here. */
export const campaignIdOf = ({ campaign }: SandboxRecord): string => `camp_${slug(campaign)}`;
export const ownerIdOf = ({ owner }: SandboxRecord): string => `usr_${slug(owner)}`;

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
