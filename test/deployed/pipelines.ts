import type { Seed } from './seed.ts';

export interface SampleStage {
  /** As on the wire. */
  readonly id: string;
  readonly name: string;
}

export interface SamplePipeline {
  readonly id: string;
  readonly name: string;
  readonly stages: readonly SampleStage[];
}

const statuses = [
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

/** Stages of the `stage_id` revision have ids that say nothing. */
const pipeline = (number: number, name: string, stages: readonly string[]): SamplePipeline => ({
  id: `91be0000-0000-4000-8000-00000000000${number}`,
  name,
  stages: stages.map((stage, at) => ({
    id: `5a9e0000-0000-4000-8000-0000000${number}00${at + 10}`,
    name: stage,
  })),
});

/** The pipelines of the account in which the sample people are; `status` has one, which has no name of its own. */
export const samplePipelines: Readonly<Record<Seed['dialect'], readonly SamplePipeline[]>> = {
  status: [{ id: 'default', name: '', stages: statuses.map(name => ({ id: name, name })) }],
  stage_id: [
    pipeline(1, 'Vendas', ['Novo lead', 'Contato feito', 'Qualificação', 'Proposta enviada', 'won', 'lost']),
    pipeline(2, 'Parcerias', ['Primeira conversa', 'Contrato em análise', 'Piloto', 'won', 'lost']),
  ],
};

export const isEnd = ({ name }: Pick<SampleStage, 'name'>): boolean => name === 'won' || name === 'lost';
