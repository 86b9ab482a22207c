/**
 * Words in stages' names, folded, in Portuguese, English and Spanish: words for the end of a deal, and words that make
 * an end doubtful.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** A deal that is won. */
export const won =
  words(`won ganho ganha ganhos ganhas ganhou ganhamos vendido vendida vendidos vendidas vendeu vendemos
  conquistado conquistada ganado ganada ganados ganadas ganamos sold closedwon`);

export const lost =
  words(`lost perdido perdida perdidos perdidas perdeu perdemos perda perdas perdimos perdio loss losses closedlost discarded
  discard descartado descartada descartados descartadas descarte cancelado cancelada cancelados canceladas cancelou
  cancelamento cancelacion cancelled canceled desqualificado desqualificada descalificado descalificada disqualified rejeitado
  rejeitada rechazado rechazada rejected recusado recusada declined desistencia desistiu desistio churn churned`);

/**
 * Words of an end that do not say which one, or not with certainty, and words for what comes after an end. A stage with
 * one of these may be an end, so it does not count as certainly open.
 */
export const ending =
  words(`fechado fechada fechados fechadas fechamento fechou fechar closed close closing cerrado cerrada cerrados cerradas
  cierre cerro cerrar venda vendas venta ventas sale sales negocio deal contrato contratos contract contrato assinado assinada
  assinou assinatura signed signature firmado firmada firmo firma renovado renovada renovacao renovacion renewed renewal
  concluido concluida conclusao concluded conclusion completo completed complete done finished finalizado finalizada encerrado
  encerrada encerramento terminado terminada arquivado arquivada archivado archivada archived arquivo archive inativo inativa
  inactivo inactive ativo ativa activo active cliente clientes customer customers client clients entregue entregado delivered
  faturado faturada facturado invoiced pago paga pagado paid implantado implantada sucesso exito exitoso exitosa success successful
  logrado lograda fim final fin end aprovado aprovada aprobado aprobada approved convertido convertida convertidos converted
  conversao conversion efetivado efetivada concretizado concretizada concretado concretada conquista comprou comprado compra
  compro bought purchase purchased pedido pedidos order ordered win wins winner winning victory vitoria ganador ganhador ganhar
  ganar unwon unsold presold
  morto morta mortos mortas muerto muerta muertos dead died lixo lixeira basura junk trash spam garbage invalido invalida
  invalidos invalid duplicado duplicada duplicados duplicate duplicated unqualified disqualify desqualificar desqualificacao
  descalificar abandonado abandonada abandono abandonou abandoned dropped drop falha falhou falido fracassado fracasado fracasso
  fracaso fail failed failure fallido fallida fallo declinado declinada declinou desistido desistentes desinteressado
  desinteressada desinteresse desinteresado desinteres uninterested recusa recusou rejeicao rechazo rejection perder perdendo
  perdiendo lose losing cancelar cancel descartar discards sumiu desapareceu ghosted ghost unresponsive congelado congelada frozen
  geladeira winback fora bad nope cancellation naoganho notwon postventa preventa presale`);

/** Before a word of an end these negate it ("não ganho"). Alone they may say how a deal ended ("sem interesse"). */
export const negating =
  words(`nao no not never nunca jamais jamas sem sin without nem ni neither tampoco non nobody wont isnt
  wasnt hasnt havent dont didnt doesnt cant cannot couldnt`);

/** These also negate a word of winning that they follow ("Ganho - não confirmado"). Not "no": Portuguese has it for "in the". */
export const negatingBehind = words('nao not never nunca');

/** With one of these anywhere, an end is not certain. */
export const doubting =
  words(`quase casi almost nearly talvez quiza quizas maybe perhaps possivel posible possible possivelmente
  posiblemente possibly provavel probable provavelmente probablemente probably potencial potential potencialmente potentially risco
  riesgo risk pre semi meio half parcial parcialmente partial partially condicional conditional previsto prevista expected
  solicitado solicitada solicitud requested request recuperado recuperada recuperados recovered reaberto reaberta reabierto
  reabierta reopened reagendar reagendado reagendada reprogramar reprogramada reschedule rescheduled remarcar be if
  soon breve next proximo proxima futuro futuros futura future vez`);

/** Others who may have won the deal. */
export const rivals =
  words(`concorrente concorrentes concorrencia competidor competidores competencia competitor competitors terceiros
  terceros elsewhere`);

/** Before a word of an end: a deal that is to come back, or an end that is only asked for. */
export const reviving =
  words(`reativar reativacao reactivar reactivacion reactivate reactivation recuperar recuperacao recuperacion recover
  recovery retomar retomada resgatar resgate rescatar rescate reengajar reengage reengagement reopen reabrir revisar revisao
  revision review reverter reversao revertir reversion winback nutrir nutricao nurture ex previously pedido evitar prevent un`);

/** Things that may be lost or cancelled while the deal goes on ("Reunião perdida", "Lost contact"). */
export const meetings =
  words(`reuniao reunioes reunion reuniones meeting meetings call calls ligacao ligacoes chamada chamadas llamada
  llamadas contato contacto contact agendamento agenda visita visit demo demonstracao demonstracion cita appointment apresentacao
  presentacion presentation`);

/** Words that join two others ("perda de contato"). */
export const linking = words('de do da dos das del of the a o la el los las');
