/** How people say the stages in English, Portuguese and Spanish, without accents, in lower case. */
const words: Readonly<Record<string, readonly string[]>> = {
  new: ['new', 'novo', 'nova', 'nuevo', 'nueva'],
  contacted: ['contacted', 'contatado', 'contactado', 'contato', 'contacto'],
  qualified: ['qualified', 'qualificado', 'calificado', 'cualificado'],
  qualifying: ['qualifying', 'qualificando', 'em qualificacao', 'calificando', 'en calificacion'],
  proposal: ['proposal', 'proposta', 'propuesta'],
  negotiation: ['negotiation', 'negociacao', 'negociacion'],
  won: ['won', 'ganho', 'ganha', 'ganhou', 'ganado', 'ganada', 'gano', 'fechado ganho'],
  lost: ['lost', 'perdido', 'perdida', 'perdeu', 'perdio'],
  leads: ['leads'],
  invite_sent: ['invite sent', 'convite enviado', 'invitacion enviada'],
  accepted: ['accepted', 'aceito', 'aceite', 'aceptado'],
  discarded: ['discarded', 'descartado'],
  scheduled: ['scheduled', 'agendado', 'programado'],
};

/** What else a stage of this wire name is called; empty for a name only the server knows. */
export function stageWords(name: string): readonly string[] {
  const known = name.trim().toLowerCase();
  return Object.hasOwn(words, known) ? (words[known] ?? []) : [];
}
