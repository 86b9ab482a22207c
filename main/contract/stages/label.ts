import { foldWords } from '../folded.ts';
import type { Language } from '../language.ts';
import type { Stage } from '../model.ts';

type Label = Readonly<Record<Language, string>>;

/**
 * The labels of stages with a wire name: those of the vendor's web application, its board's first. The board calls
 * `qualified` Won and the reports call it Qualified; Qualified is used, since there is a stage `won` too.
 */
const labels = {
  new: { 'pt-BR': 'Novo', en: 'New', es: 'Nuevo' },
  contacted: { 'pt-BR': 'Contatado', en: 'Contacted', es: 'Contactado' },
  qualified: { 'pt-BR': 'Qualificado', en: 'Qualified', es: 'Calificado' },
  proposal: { 'pt-BR': 'Proposta', en: 'Proposal', es: 'Propuesta' },
  negotiation: { 'pt-BR': 'Negociação', en: 'Negotiation', es: 'Negociación' },
  won: {
    'pt-BR': 'Ganho',
    en: 'Won',
    es: 'Ganado',
  },
  lost: { 'pt-BR': 'Perdido', en: 'Lost', es: 'Perdido' },
  leads: { 'pt-BR': 'Prospecção', en: 'Prospecting', es: 'Prospección' },
  invite_sent: {
    'pt-BR': 'Convite',
    en: 'Invite',
    es: 'Invitación',
  },
  accepted: {
    'pt-BR': 'Em andamento',
    en: 'In Progress',
    es: 'En progreso',
  },
  qualifying: {
    'pt-BR': 'Qualificação',
    en: 'Qualifying',
    es: 'Calificación',
  },
  discarded: { 'pt-BR': 'Descartado', en: 'Discarded', es: 'Descartado' },
  scheduled: { 'pt-BR': 'Agendado', en: 'Scheduled', es: 'Agendado' },
} as const satisfies Readonly<Record<string, Label>>;

export type WireName = keyof typeof labels;

const isWireName = (name: string): name is WireName => Object.hasOwn(labels, name);

/**
 * The stage's label in this language. Only a stage that has nothing but a wire name has one; a stage with a name at the
 * server keeps that name.
 */
export function stageLabel(language: Language, { id, name }: Pick<Stage, 'id' | 'name'>): string {
  return id === name && isWireName(name) ? labels[name][language] : name;
}

const wireNames = Object.keys(labels).filter(isWireName);
const namesByWire = new Map(
  wireNames.map(wire => [wire, [wire.replaceAll('_', ' '), ...Object.values(labels[wire]).map(foldWords)]]),
);

/** The stages of the wire that have this name in some language; usually none or one. */
export function wireNamesOf(name: string): readonly WireName[] {
  const own = foldWords(name);
  return wireNames.filter(wire => namesByWire.get(wire)?.includes(own));
}

/** The names of a stage, folded: the server's text, and if that is a known name, the same in every language. */
export function stageNames(name: string): readonly string[] {
  return [...new Set([foldWords(name), ...wireNamesOf(name).flatMap(wire => namesByWire.get(wire) ?? [])])];
}
