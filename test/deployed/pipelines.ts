import { documentedStages } from '../../main/contract/model.ts';
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

/** A server that knows one pipeline names neither it nor, otherwise than on the wire, its stages. */
const only = (names: readonly string[]): SamplePipeline => ({
  id: 'default',
  name: '',
  stages: names.map(name => ({ id: name, name })),
});

/** The pipeline of the documented server. */
export const onePipeline = only(documentedStages);

/** The pipelines of the account in which the sample people are. */
export const samplePipelines: Readonly<Record<Seed['dialect'], readonly SamplePipeline[]>> = {
  status: [only(statuses)],
  stage_id: [
    pipeline(1, 'Vendas', ['Novo lead', 'Contato feito', 'Qualificação', 'Proposta enviada', 'won', 'lost']),
    pipeline(2, 'Parcerias', ['Primeira conversa', 'Contrato em análise', 'Piloto', 'won', 'lost']),
  ],
};

export const isEnd = ({ name }: Pick<SampleStage, 'name'>): boolean => name === 'won' || name === 'lost';
