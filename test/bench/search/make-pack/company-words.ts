/** What companies, places and deals are called, in order of frequency where that matters. */

const phrases = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/);

export const brands = phrases(`
  Horizonte | Aliança | Vitória-Régia | Bem-te-vi | Alvorada | Planalto | Sol Nascente | Primavera | Ouro Verde |
  Três Irmãos | Monte Alto | Serra Azul | Rio Negro | Maré Alta | Campo Belo | Lua Nova | Cata-Vento | Pôr do Sol |
  Jangada | Capivara | Tucano | Jabuticaba | Guaraná | Umbuzeiro | Mandacaru | Carnaúba | Andorinha | Gaivota | Âncora |
  Farol | Bússola | Veleiro | Rubi | Ametista | Safira | Órion | Netuno | Plêiade | Sírius | Ômega | Delta | Sigma |
  Prisma | Vértice | Êxito | Império | Fortaleza | Ideal | União | Progresso | Pioneira | Nova Era | Bom Gosto
`);
export const beginnings = phrases(
  'bor | nex | vel | pra | cim | dur | zan | fro | gal | hel | mir | osv | tri | pul',
);
export const middles = phrases('a | e | i | o | ara | ono | ile | uri | esta | ando');
export const ends = phrases('nta | rix | sco | vel | gma | dor | lis | mus | tec | zon | ques | bra');

/** Santo, santa and são, the word that people shorten, come first. */
export const saints = phrases(`
  Santa Cecília | Santo Antônio | São Jorge | Santa Helena | São Lucas | Santo Amaro | São Vicente | Santa Mônica |
  São Rafael | Santo Estevão | Santa Edwiges | São Mateus
`);
export const ourLadies = phrases(`
  Nossa Senhora da Penha | Nossa Senhora das Graças | Nossa Senhora do Rosário | Nossa Senhora de Lourdes |
  Nossa Senhora da Conceição | Nossa Senhora dos Navegantes
`);
export const sectors = phrases(`
  Transportadora | Padaria | Construtora | Materiais de Construção | Mecânica | Supermercado | Papelaria | Laboratório |
  Corretora | Engenharia | Consultoria | Farmácia | Academia | Metalúrgica | Laticínios | Escola | Hospital | Cerâmica |
  Móveis Planejados | Confeitaria | Lavanderia | Ferragens | Tintas | Calçados | Cervejaria | Vidraçaria | Floricultura
`);
export const spanishSectors = phrases(
  'Panadería | Transportes | Muebles | Clínica | Papelería | Laboratorios | Viñedos | Carpintería',
);
export const wellKnown = phrases(`
  Petrobras | Magazine Luiza | Banco do Brasil | Natura &Co | Lojas Renner S.A. | Ambev | Grupo Pão de Açúcar | C&A |
  Bradesco Seguros S/A | WEG | Localiza Hertz | Claro S.A. | Mercado Livre | O Boticário | Casas Bahia | 3M do Brasil |
  Nestlé Brasil Ltda | 99 Táxi
`);

export const brazilianForms = [
  ['Ltda', 36],
  ['LTDA', 7],
  ['Ltda.', 7],
  ['ME', 10],
  ['- ME', 4],
  ['EIRELI', 9],
  ['EPP', 4],
  ['S/A', 8],
  ['S.A.', 7],
  ['SA', 3],
  ['& Cia Ltda', 5],
  ['', 24],
] as const;
export const foreignForms = {
  Spanish: ['S.L.', 'S.A.', 'S.R.L.', 'S.A. de C.V.'],
  English: ['Inc', 'LLC', 'Ltd', 'Group', 'Partners'],
  German: ['GmbH', 'AG', 'GmbH & Co. KG'],
  Italian: ['S.r.l.', 'S.p.A.'],
  Polish: ['Sp. z o.o.'],
  French: ['SARL', 'SAS'],
} as const;

export const cities = phrases(`
  Campo Grande | Goiânia | Florianópolis | Belém | São José dos Campos | Maringá | Joinville | Uberaba | Sorocaba |
  Feira de Santana | Petrópolis | Natal | Aracaju | Foz do Iguaçu | Cascavel
`);

export const offers = phrases('Website | CRM | Migração | Licenciamento | Auditoria | Portal | Nuvem');
export const plans = phrases('Essencial | Ouro | Diamante | Avançado | Corporativo');
export const goods = phrases('Usuários | Tablets | Crachás | Sensores | Impressoras');
export const phases = phrases('Implantação | Piloto | Consultoria | Aditivo | Segunda Fase');

/** What people put beside a name although no row has it. */
export const strayWords = phrases('lead | site | cliente | novo | retorno | whatsapp | sp | rj | mg | ba');
export const formsOfAddress = phrases('sr | sr. | sra | sra. | dr | dr. | dra | dra. | dona');
export const strayForms = phrases('ltda | me | s/a | s.a. | eireli | sa');
export const phoneLabels = phrases(
  'cel | cel: | tel | tel. | fone | fone: | celular | whats | whatsapp: | zap | telefone:',
);

/** Words of legal forms, folded: by them nobody looks for a company. */
export const legalWords: readonly string[] = phrases(
  'ltda | eireli | epp | cia | inc | llc | ltd | gmbh | spa | sarl | sas | srl | and',
);
