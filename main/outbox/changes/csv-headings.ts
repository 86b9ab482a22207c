import type { Language } from '../../contract/language.ts';

/** The columns of the exported history, in their order. */
export const csvColumns = [
  'opportunity',
  'name',
  'company',
  'fromStage',
  'toStage',
  'state',
  'reason',
  'markedAt',
  'endedAt',
  'overwrote',
  'unchecked',
  'change',
] as const;

export type CsvColumn = (typeof csvColumns)[number];

/** The heading of each column, and the words for yes and no. */
export type CsvWords = Readonly<Record<CsvColumn | 'yes' | 'no', string>>;

export const csvWords: Readonly<Record<Language, CsvWords>> = {
  'pt-BR': {
    opportunity: 'Oportunidade',
    name: 'Nome',
    company: 'Empresa',
    fromStage: 'Etapa anterior',
    toStage: 'Etapa nova',
    state: 'Situação',
    reason: 'Motivo',
    markedAt: 'Marcada em',
    endedAt: 'Encerrada em',
    overwrote: 'Substituiu',
    unchecked: 'Sem conferência',
    change: 'Mudança',
    yes: 'sim',
    no: 'não',
  },
  en: {
    opportunity: 'Opportunity',
    name: 'Name',
    company: 'Company',
    fromStage: 'From stage',
    toStage: 'To stage',
    state: 'State',
    reason: 'Reason',
    markedAt: 'Marked at',
    endedAt: 'Ended at',
    overwrote: 'Overwrote',
    unchecked: 'Unchecked',
    change: 'Change',
    yes: 'yes',
    no: 'no',
  },
  es: {
    opportunity: 'Oportunidad',
    name: 'Nombre',
    company: 'Empresa',
    fromStage: 'Etapa anterior',
    toStage: 'Etapa nueva',
    state: 'Estado',
    reason: 'Motivo',
    markedAt: 'Marcado el',
    endedAt: 'Terminado el',
    overwrote: 'Reemplazó',
    unchecked: 'Sin comprobar',
    change: 'Cambio',
    yes: 'sí',
    no: 'no',
  },
};
