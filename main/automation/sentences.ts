import type { Told, Unclear } from '../contract/automation/told.ts';
import { assertNever } from '../contract/failure.ts';
import type { Language } from '../contract/language.ts';
import type { CommandAnswer } from './exit-codes.ts';

/** What a command says to a person, beside what it prints for programs. */
interface Sentences {
  readonly off: string;
  readonly notAllowed: string;
  readonly refused: (code: string) => string;
  readonly unreachable: string;
  readonly unanswered: string;
  readonly notStarted: string;
  readonly misuse: string;
  readonly unclear: Readonly<Record<Unclear, string>>;
}

const usage = [
  'raze-quick-stage find TEXT [--limit N] [--json]',
  'raze-quick-stage move TEXT STAGE [--note TEXT] [--json]',
  'raze-quick-stage pending [--json]',
  'raze-quick-stage history [TEXT] [--limit N] [--json]',
  'raze-quick-stage mcp',
].join('\n');

const ptBR: Sentences = {
  off: 'Outros programas não podem usar o Raze Quick Stage. Ative em Configurações → Outros programas neste computador.',
  notAllowed:
    'Outros programas podem buscar e propor, mas não mover. Mude em Configurações → Outros programas neste computador.',
  refused: code => `Recusado: ${code}. Nada foi salvo.`,
  unreachable: 'O Raze Quick Stage não respondeu: está abrindo ou fechando. Tente de novo.',
  unanswered: 'O Raze Quick Stage parou antes de responder. Veja em “pending” se a mudança foi salva.',
  notStarted:
    'O Raze Quick Stage não está aberto e não pôde ser iniciado: o disco recusa, ou o endereço da API não serve.',
  misuse: `Uso:\n${usage}`,
  unclear: {
    'no-opportunity': 'Nenhuma oportunidade encontrada. Nada foi salvo.',
    'several-opportunities': 'Mais de uma oportunidade tem esse nome. Use o id. Nada foi salvo.',
    'not-exact': 'Nenhuma oportunidade tem exatamente essas palavras. Use o id. Nada foi salvo.',
    'list-incomplete':
      'A lista ainda está sendo carregada. Use o id, ou tente de novo depois. Nada foi salvo.',
    'no-stage': 'O funil desta oportunidade não tem essa etapa. Nada foi salvo.',
    'several-stages': 'Mais de uma etapa pode ser essa. Nada foi salvo.',
    'stage-not-exact': 'Escreva o nome inteiro da etapa. Nada foi salvo.',
  },
};

const en: Sentences = {
  off: 'Other programs may not use Raze Quick Stage. Allow it in Settings → Other programs on this computer.',
  notAllowed:
    'Other programs may search and propose, but not move. Change it in Settings → Other programs on this computer.',
  refused: code => `Refused: ${code}. Nothing was saved.`,
  unreachable: 'Raze Quick Stage does not answer: it is starting or ending. Try again.',
  unanswered: 'Raze Quick Stage stopped before it answered. “pending” tells whether the change was saved.',
  notStarted:
    'Raze Quick Stage is not running and could not be started: the disk refuses, or the API address is of no use.',
  misuse: `Usage:\n${usage}`,
  unclear: {
    'no-opportunity': 'No opportunity was found. Nothing was saved.',
    'several-opportunities': 'More than one opportunity has that name. Use its id. Nothing was saved.',
    'not-exact': 'No opportunity has exactly these words. Use its id. Nothing was saved.',
    'list-incomplete': 'The list is still being loaded. Use the id, or try again later. Nothing was saved.',
    'no-stage': 'The pipeline of this opportunity has no such stage. Nothing was saved.',
    'several-stages': 'More than one stage may be meant. Nothing was saved.',
    'stage-not-exact': 'Write the whole name of the stage. Nothing was saved.',
  },
};

const es: Sentences = {
  off: 'Otros programas no pueden usar Raze Quick Stage. Permítelo en Ajustes → Otros programas de este equipo.',
  notAllowed:
    'Otros programas pueden buscar y proponer, pero no mover. Cámbialo en Ajustes → Otros programas de este equipo.',
  refused: code => `Rechazado: ${code}. No se guardó nada.`,
  unreachable: 'Raze Quick Stage no responde: se está abriendo o cerrando. Inténtalo de nuevo.',
  unanswered: 'Raze Quick Stage se detuvo antes de responder. Mira en “pending” si el cambio se guardó.',
  notStarted:
    'Raze Quick Stage no está abierto y no se pudo iniciar: el disco lo rechaza, o la dirección de la API no sirve.',
  misuse: `Uso:\n${usage}`,
  unclear: {
    'no-opportunity': 'No se encontró ninguna oportunidad. No se guardó nada.',
    'several-opportunities': 'Más de una oportunidad tiene ese nombre. Usa su id. No se guardó nada.',
    'not-exact': 'Ninguna oportunidad tiene exactamente esas palabras. Usa su id. No se guardó nada.',
    'list-incomplete':
      'La lista aún se está cargando. Usa el id, o inténtalo de nuevo más tarde. No se guardó nada.',
    'no-stage': 'El embudo de esta oportunidad no tiene esa etapa. No se guardó nada.',
    'several-stages': 'Más de una etapa puede ser esa. No se guardó nada.',
    'stage-not-exact': 'Escribe el nombre entero de la etapa. No se guardó nada.',
  },
};

const sentences: Readonly<Record<Language, Sentences>> = { 'pt-BR': ptBR, en, es };

/** The sentence for an answer that did nothing; null for any other. */
export function sentenceFor(answer: CommandAnswer, language: Language): string | null {
  const say = sentences[language];
  switch (answer.status) {
    case 'found':
    case 'listed':
    case 'saved':
    case 'there':
    case 'proposed':
      return null;
    case 'unclear':
      return say.unclear[answer.why];
    case 'refused':
      return say.refused(answer.code);
    case 'off':
      return (answer satisfies Extract<Told, { status: 'off' }>).allows === 'off' ? say.off : say.notAllowed;
    case 'unreachable':
      return say.unreachable;
    case 'unanswered':
      return say.unanswered;
    case 'not-started':
      return say.notStarted;
    case 'misuse':
      return say.misuse;
    default:
      return assertNever(answer);
  }
}
