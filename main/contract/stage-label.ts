import { type Language, languages } from './language.ts';
import type { Stage } from './model.ts';
import { foldWords } from './stage-name.ts';

type Label = Readonly<Record<Language, string>> & { readonly also?: readonly string[] };

/**
 * The labels of stages with a wire name: those of the vendor's web application, its board's first. The board calls
 * `qualified` Won and the reports call it Qualified; Qualified is used, since there is a stage `won` too.
 * `also`: other words for it in the three languages, folded, understood when typed and never shown.
 */
const labels = {
  new: { 'pt-BR': 'Novo', en: 'New', es: 'Nuevo', also: ['nova', 'nueva'] },
  contacted: { 'pt-BR': 'Contatado', en: 'Contacted', es: 'Contactado', also: ['contato', 'contacto'] },
  qualified: { 'pt-BR': 'Qualificado', en: 'Qualified', es: 'Calificado', also: ['cualificado'] },
  proposal: { 'pt-BR': 'Proposta', en: 'Proposal', es: 'Propuesta' },
  negotiation: { 'pt-BR': 'Negociação', en: 'Negotiation', es: 'Negociación' },
  won: {
    'pt-BR': 'Ganho',
    en: 'Won',
    es: 'Ganado',
    also: ['ganha', 'ganhou', 'ganada', 'gano', 'fechado ganho'],
  },
  lost: { 'pt-BR': 'Perdido', en: 'Lost', es: 'Perdido', also: ['perdida', 'perdeu', 'perdio'] },
  leads: { 'pt-BR': 'Prospecção', en: 'Prospecting', es: 'Prospección' },
  invite_sent: {
    'pt-BR': 'Convite',
    en: 'Invite',
    es: 'Invitación',
    also: ['convite enviado', 'invitacion enviada'],
  },
  accepted: {
    'pt-BR': 'Em andamento',
    en: 'In Progress',
    es: 'En progreso',
    also: ['aceito', 'aceite', 'aceptado'],
  },
  qualifying: {
    'pt-BR': 'Qualificação',
    en: 'Qualifying',
    es: 'Calificación',
    also: ['qualificando', 'em qualificacao', 'calificando', 'en calificacion'],
  },
  discarded: { 'pt-BR': 'Descartado', en: 'Discarded', es: 'Descartado' },
  scheduled: { 'pt-BR': 'Agendado', en: 'Scheduled', es: 'Agendado', also: ['programado'] },
} as const satisfies Readonly<Record<string, Label>>;

type WireName = keyof typeof labels;

const isWireName = (name: string): name is WireName => Object.hasOwn(labels, name);

/**
 * The stage's label in this language. Only a stage that has nothing but a wire name has one; a stage with a name at the
 * server keeps that name.
 */
export function stageLabel(language: Language, { id, name }: Pick<Stage, 'id' | 'name'>): string {
  return id === name && isWireName(name) ? labels[name][language] : name;
}

/** All words for a stage of this name, folded: the server's text, its labels, other words. */
export function stageWords(name: string): readonly string[] {
  const own = foldWords(name);
  const wire = own.replaceAll(' ', '_');
  if (!isWireName(wire)) return [own];
  const label: Label = labels[wire];
  return [own, ...languages.map(language => foldWords(label[language])), ...(label.also ?? [])];
}
