import type { StageRole } from './model.ts';

/** What a stage's name says of its role. `sure` is false where the name may mean an end without saying which. */
export interface NamedRole {
  readonly role: StageRole;
  readonly sure: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** How people name the stage of deals that are won, in Portuguese, English and Spanish, as single folded words. */
const won =
  words(`won ganho ganha ganhos ganhas ganhou ganhamos vendido vendida vendidos vendidas vendeu vendemos
  conquistado conquistada ganado ganada ganados ganadas ganamos sold`);

const lost =
  words(`lost perdido perdida perdidos perdidas perdeu perdemos perda perdas perdimos perdio discarded discard
  descartado descartada descartados descartadas descarte cancelado cancelada cancelados canceladas cancelamento
  cancelacion cancelled canceled desqualificado desqualificada descalificado descalificada disqualified rejeitado
  rejeitada rechazado rechazada rejected recusado recusada declined desistencia desistiu desistio churn churned`);

/** Words of an end that do not say which one, and of things that come after an end. */
const ending =
  words(`fechado fechada fechados fechamento fechou fechar closed close closing cerrado cerrada cerrados
  cierre cerro cerrar venda vendas venta ventas sale sales negocio deal contrato contratos contract contrato assinado
  assinada signed firmado firmada renovado renovada renovacao renovacion renewed renewal concluido concluida concluded
  completo completed complete done finished finalizado finalizada encerrado encerrada terminado terminada arquivado
  arquivada archivado archived inativo inativa inactivo inactive ativo ativa activo active cliente clientes customer
  customers client clients entregue entregado delivered faturado faturada facturado invoiced pago paga pagado paid
  implantado implantada sucesso exito success fim final fin end aprovado aprovada aprobado approved`);

const negating = words('nao no not never nunca sem sin without quase casi almost non un');

/**
 * The role that a stage's name alone tells. A word of one end inside a longer name is enough ("Fechado (Ganho)", "Closed
 * lost"); both, or a negation before it ("não ganho"), leave it open. `sure` is true for ends, and for names in which
 * nothing speaks of an end.
 */
export function roleInName(name: string): NamedRole {
  const said = foldWords(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  const at = (set: ReadonlySet<string>): number => said.findIndex(word => set.has(word));
  const [wonAt, lostAt, negatedAt] = [at(won), at(lost), at(negating)];
  const endAt = wonAt < 0 ? lostAt : wonAt;
  if (endAt < 0) return { role: 'open', sure: at(ending) < 0 };
  const negated = negatedAt >= 0 && negatedAt < endAt;
  if (negated || (wonAt >= 0 && lostAt >= 0)) return { role: 'open', sure: false };
  return { role: wonAt < 0 ? 'lost' : 'won', sure: true };
}

/** The role in a stage's name; open where it tells none. */
export function roleOf(name: string): StageRole {
  return roleInName(name).role;
}

/** Lower case without accents, compatibility forms as their plain ones, underscores as gaps. */
export function foldWords(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('_', ' ').trim();
}
