import type { Told, Unclear } from '../contract/automation/told.ts';
import { assertNever } from '../contract/failure.ts';
import type { Language } from '../contract/language.ts';
import type { CommandAnswer, Untold } from './exit-codes.ts';

/** What a command says to a person, beside what it prints for programs: by the answer's status, or by why it is unclear. */
type Sentences = Readonly<
  Record<
    | Unclear
    | Untold['status']
    | Extract<Told['status'], 'off' | 'refused'>
    /** Allowed to search and propose, and not to move. */
    | 'not-allowed'
    | 'too-many-proposals'
    /** Stands behind the sentence of an answer that saved nothing. */
    | 'nothing',
    string
  >
>;

/** The commands that there are, a line each. */
export const usage = [
  'raze-quick-stage find TEXT [--limit N] [--json]',
  'raze-quick-stage move TEXT STAGE [--note TEXT] [--json]',
  'raze-quick-stage pending [--json]',
  'raze-quick-stage history [TEXT] [--limit N] [--json]',
  'raze-quick-stage mcp',
].join('\n');

const ptBR: Sentences = {
  off: 'Outros programas não podem usar o Raze Quick Stage. Ative em Configurações → Outros programas neste computador.',
  'not-allowed':
    'Outros programas podem buscar e propor, mas não mover. Mude em Configurações → Outros programas neste computador.',
  'too-many-proposals':
    'Outros programas propuseram demais no último minuto. Tente de novo daqui a um minuto.',
  refused: 'Recusado',
  unreachable: 'O Raze Quick Stage não respondeu: está abrindo ou fechando. Tente de novo.',
  unanswered: 'O Raze Quick Stage parou antes de responder. Veja em “pending” se a mudança foi salva.',
  'not-started':
    'O Raze Quick Stage não está aberto e não pôde ser iniciado: o disco recusa, ou o endereço da API não serve.',
  misuse: 'Uso',
  'no-opportunity': 'Nenhuma oportunidade encontrada.',
  'several-opportunities': 'Mais de uma oportunidade tem esse nome. Use o id.',
  'not-exact': 'Nenhuma oportunidade tem exatamente essas palavras. Use o id.',
  'list-incomplete': 'A lista ainda está sendo carregada. Use o id, ou tente de novo depois.',
  'no-stage': 'O funil desta oportunidade não tem essa etapa.',
  'several-stages': 'Mais de uma etapa pode ser essa.',
  'stage-not-exact': 'Escreva o nome inteiro da etapa.',
  nothing: 'Nada foi salvo.',
};

const en: Sentences = {
  off: 'Other programs may not use Raze Quick Stage. Allow it in Settings → Other programs on this computer.',
  'not-allowed':
    'Other programs may search and propose, but not move. Change it in Settings → Other programs on this computer.',
  'too-many-proposals':
    'Other programs have proposed too much within the last minute. Try again in a minute.',
  refused: 'Refused',
  unreachable: 'Raze Quick Stage does not answer: it is starting or ending. Try again.',
  unanswered: 'Raze Quick Stage stopped before it answered. “pending” tells whether the change was saved.',
  'not-started':
    'Raze Quick Stage is not running and could not be started: the disk refuses, or the API address is of no use.',
  misuse: 'Usage',
  'no-opportunity': 'No opportunity was found.',
  'several-opportunities': 'More than one opportunity has that name. Use its id.',
  'not-exact': 'No opportunity has exactly these words. Use its id.',
  'list-incomplete': 'The list is still being loaded. Use the id, or try again later.',
  'no-stage': 'The pipeline of this opportunity has no such stage.',
  'several-stages': 'More than one stage may be meant.',
  'stage-not-exact': 'Write the whole name of the stage.',
  nothing: 'Nothing was saved.',
};

const es: Sentences = {
  off: 'Otros programas no pueden usar Raze Quick Stage. Permítelo en Ajustes → Otros programas de este equipo.',
  'not-allowed':
    'Otros programas pueden buscar y proponer, pero no mover. Cámbialo en Ajustes → Otros programas de este equipo.',
  'too-many-proposals':
    'Otros programas propusieron demasiado en el último minuto. Inténtalo de nuevo en un minuto.',
  refused: 'Rechazado',
  unreachable: 'Raze Quick Stage no responde: se está abriendo o cerrando. Inténtalo de nuevo.',
  unanswered: 'Raze Quick Stage se detuvo antes de responder. Mira en “pending” si el cambio se guardó.',
  'not-started':
    'Raze Quick Stage no está abierto y no se pudo iniciar: el disco lo rechaza, o la dirección de la API no sirve.',
  misuse: 'Uso',
  'no-opportunity': 'No se encontró ninguna oportunidad.',
  'several-opportunities': 'Más de una oportunidad tiene ese nombre. Usa su id.',
  'not-exact': 'Ninguna oportunidad tiene exactamente esas palabras. Usa su id.',
  'list-incomplete': 'La lista aún se está cargando. Usa el id, o inténtalo de nuevo más tarde.',
  'no-stage': 'El embudo de esta oportunidad no tiene esa etapa.',
  'several-stages': 'Más de una etapa puede ser esa.',
  'stage-not-exact': 'Escribe el nombre entero de la etapa.',
  nothing: 'No se guardó nada.',
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
      return `${say[answer.why]} ${say.nothing}`;
    case 'refused':
      return answer.code === 'too-many-proposals'
        ? `${say[answer.code]} ${say.nothing}`
        : `${say.refused}: ${answer.code}. ${say.nothing}`;
    case 'off':
      return (answer satisfies Extract<Told, { status: 'off' }>).allows === 'off'
        ? say.off
        : say['not-allowed'];
    case 'unreachable':
    case 'unanswered':
    case 'not-started':
      return say[answer.status];
    case 'misuse':
      return `${say.misuse}:\n${usage}`;
    default:
      return assertNever(answer);
  }
}
