/**
 * The room of words. Enters: the language, and text from the server. Leaves: every text that the shell shows, as plain lines
 * that a notification or a menu may carry.
 */

import type { Language } from '../../contract/language.ts';

const product = 'Raze Quick Stage';

/** Every text the shell itself shows: tray, notifications, dialogs. One that a language lacks fails to compile. */
const ptBR = {
  open: `Abrir ${product}`,
  recent: 'Oportunidades recentes',
  noRecent: 'Nenhuma ainda',
  /** Stands before what else is known of an opportunity that has no name. */
  unnamed: '(sem nome)',
  pending: (count: number) => `Pendentes: ${count}`,
  needsYou: (count: number) => (count === 1 ? '1 requer sua atenção' : `${count} requerem sua atenção`),
  offline: 'Sem conexão: as mudanças ficam salvas neste computador',
  syncNow: 'Sincronizar agora',
  settings: 'Configurações…',
  restartTo: (version: string) => `Reiniciar e atualizar para a versão ${version}`,
  quit: 'Sair',
  delivered: 'Enviado ao CRM',
  deliveredMany: (count: number) => `${count} mudanças enviadas ao CRM`,
  parked: 'Requer sua atenção',
  parkedMany: (count: number) => `${count} mudanças requerem sua atenção`,
  overwrote: 'Enviado ao CRM por cima de outra mudança',
  delayed: 'Ainda não enviado ao CRM depois de um dia',
  /** What a delivery replaced without anyone having seen it. */
  replaced: (name: string, stage: string) =>
    `${name}: um colega tinha acabado de marcar “${stage}”. Abra para desfazer.`,
  addressTitle: 'Endereço da API',
  addressAsked: (address: string) => `Usar ${address} para o CRM?`,
  addressDetail:
    'Ele passa a receber sua chave de API e o que você buscar e mudar. Aceite só se você mesmo acabou de digitar este endereço.',
  addressUse: 'Usar',
  addressKeep: 'Manter o atual',
  exportTitle: 'Exportar histórico',
  exportName: 'historico-raze.csv',
  csvFiles: 'Arquivo CSV',
  alreadyRunning: `${product} já está em execução.`,
  /** Nothing can be kept in the folder of the user's data. */
  diskRefuses: (folder: string) =>
    `Não é possível salvar as mudanças: o disco está cheio, com falha ou não aceita gravações.\nPasta: ${folder}\nLibere espaço ou permita a gravação nesta pasta e abra de novo.`,
  bug: `Um erro no programa fez o ${product} parar. Nada do que foi salvo neste computador se perdeu: abra-o de novo e o envio continua.`,
  noDebugger: (given: string) =>
    `O ${product} não abre com ${given}: por ali outro programa poderia ver e fazer tudo o que você pode. Abra-o sem isso.`,
  badApiAddress: (address: string) =>
    `O endereço da API não pode ser usado: ${address}\nUse https, ou http apenas em 127.0.0.1, ::1 ou localhost.`,
};

export type Texts = typeof ptBR;

const en: Texts = {
  open: `Open ${product}`,
  recent: 'Recent opportunities',
  noRecent: 'None yet',
  unnamed: '(no name)',
  pending: count => `Pending: ${count}`,
  needsYou: count => (count === 1 ? '1 needs you' : `${count} need you`),
  offline: 'Offline: changes are saved here',
  syncNow: 'Sync now',
  settings: 'Settings…',
  restartTo: version => `Restart and update to version ${version}`,
  quit: 'Quit',
  delivered: 'Delivered',
  deliveredMany: count => `${count} changes delivered`,
  parked: 'Needs you',
  parkedMany: count => `${count} changes need you`,
  overwrote: 'Delivered over another change',
  delayed: 'Still not delivered after a day',
  replaced: (name, stage) => `${name}: a colleague had just marked “${stage}”. Open to put it back.`,
  addressTitle: 'API address',
  addressAsked: address => `Use ${address} for the CRM?`,
  addressDetail:
    'It gets your API key and what you search and change from now on. Agree only if you have just typed this address yourself.',
  addressUse: 'Use it',
  addressKeep: 'Keep the present one',
  exportTitle: 'Export history',
  exportName: 'raze-history.csv',
  csvFiles: 'CSV file',
  alreadyRunning: `${product} is already running.`,
  diskRefuses: folder =>
    `Changes cannot be kept: the disk is full, failing, or takes no writes.\nFolder: ${folder}\nMake room, or allow writing to this folder, and open it again.`,
  bug: `A fault in the program stopped ${product}. Nothing that was saved here is lost: open it again and sending goes on.`,
  noDebugger: given =>
    `${product} does not start with ${given}: through it another program could see and do all that you can. Start it without.`,
  badApiAddress: address =>
    `This API address cannot be used: ${address}\nUse https, or http on 127.0.0.1, ::1 or localhost only.`,
};

const es: Texts = {
  open: `Abrir ${product}`,
  recent: 'Oportunidades recientes',
  noRecent: 'Ninguna todavía',
  unnamed: '(sin nombre)',
  pending: count => `Pendientes: ${count}`,
  needsYou: count => (count === 1 ? '1 requiere tu atención' : `${count} requieren tu atención`),
  offline: 'Sin conexión: los cambios se guardan en este equipo',
  syncNow: 'Sincronizar ahora',
  settings: 'Ajustes…',
  restartTo: version => `Reiniciar y actualizar a la versión ${version}`,
  quit: 'Salir',
  delivered: 'Enviado al CRM',
  deliveredMany: count => `${count} cambios enviados al CRM`,
  parked: 'Requiere tu atención',
  parkedMany: count => `${count} cambios requieren tu atención`,
  overwrote: 'Enviado al CRM sobre otro cambio',
  delayed: 'Aún sin enviar al CRM después de un día',
  replaced: (name, stage) => `${name}: un colega acababa de marcar “${stage}”. Ábrelo para deshacerlo.`,
  addressTitle: 'Dirección de la API',
  addressAsked: address => `¿Usar ${address} para el CRM?`,
  addressDetail:
    'Recibirá tu clave de API y lo que busques y cambies. Acepta solo si tú mismo acabas de escribir esta dirección.',
  addressUse: 'Usar',
  addressKeep: 'Mantener la actual',
  exportTitle: 'Exportar historial',
  exportName: 'historial-raze.csv',
  csvFiles: 'Archivo CSV',
  alreadyRunning: `${product} ya está en ejecución.`,
  diskRefuses: folder =>
    `No se pueden guardar los cambios: el disco está lleno, falla o no admite escritura.\nCarpeta: ${folder}\nLibera espacio o permite escribir en esta carpeta y ábrelo de nuevo.`,
  bug: `Un fallo del programa detuvo ${product}. Nada de lo guardado en este equipo se perdió: ábrelo de nuevo y el envío continúa.`,
  noDebugger: given =>
    `${product} no se abre con ${given}: por ahí otro programa podría ver y hacer todo lo que tú puedes. Ábrelo sin eso.`,
  badApiAddress: address =>
    `Esta dirección de la API no se puede usar: ${address}\nUsa https, o http solo en 127.0.0.1, ::1 o localhost.`,
};

export const shellTexts: Readonly<Record<Language, Texts>> = { 'pt-BR': ptBR, en, es };
