const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const lines = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .flatMap(line => line.split('|'))
    .map(item => item.trim());

const brazil = {
  share: 0.6,
  first: words(`Ana João Antônio Maria José Carlos Fernanda Márcia Luiz Patrícia Rafael Juliana Bruno Letícia
    Eduardo Camila Thiago Conceição Vinícius Beatriz Gustavo Lúcia Sérgio Débora Otávio Simone André Larissa
    Cláudio Renata Fábio Íris Mateus Tânia Rogério Priscila Caetano Valéria Flávio Isabela Murilo Raquel`),
  last: words(`Silva Souza Oliveira Santos Lima Pereira Ferreira Costa Rodrigues Almeida Gonçalves Araújo Ribeiro
    Carvalho Barbosa Cavalcanti Figueiredo Magalhães Brandão Queiroz Peixoto Guimarães Nakamura Hoffmann
    Schmidt Albuquerque Sampaio Vasconcelos Zanetti Bittencourt`),
  /** Two family names, as Brazil and Spanish-speaking countries have them. */
  twoLast: true,
  companies: lines(`
    Acme Indústria Ltda | Metalúrgica Ipiranga S.A. | Cerâmica Porto Belo Ltda | Padaria Trigo Dourado ME
    Transportes Rápido Sul Ltda | Construtora Horizonte S.A. | Farmácia São Bento ME | Gráfica Ferradura Ltda
    Logística Bandeirantes S.A. | Agropecuária Boa Esperança | Clínica Vida Plena | Confecções Vale do Itajaí
    Imobiliária Farol Ltda | Cervejaria Blumenau Ltda | Supermercados Pão & Cia | Escola Nova Geração
    Móveis Jatobá Ltda | Tecnologia Vértice S.A. | Usina Alvorada S.A. | Contabilidade Exata ME
    Hortifruti Nikkei Ltda | Energia Solar do Nordeste | Distribuidora Paraná Ltda | Hotel Costa Atlântica`),
  positions: lines(`Diretora Comercial | Gerente de Compras | Sócio-proprietário | Coordenador de TI
    Analista de Suprimentos | CEO | Diretor Financeiro | Gerente de Operações`),
  /** Digits replace each `#`. */
  phones: ['+55 (11) 9####-####', '+55 (21) 9####-####', '+55 (47) 9####-####', '+55 (81) 9####-####'],
  currencies: ['BRL'],
  domain: ['com.br', 'ind.br', 'com.br'],
  deals: lines(
    `Licenças anuais | Implantação | Renovação de contrato | Piloto de 90 dias | Expansão para filiais`,
  ),
};

/** What the sample data of one market is made of. */
export type Market = typeof brazil;

const hispanic: Market = {
  share: 0.25,
  first:
    words(`Lucía José María Alejandro Sofía Íñigo Ximena Ángel Mónica Andrés Begoña Joaquín Rocío Raúl Nuria
    Guadalupe Martín Itzel Álvaro Inés Sebastián Pilar Óscar Verónica Iñaki Candela`),
  last: words(`García Rodríguez González Fernández López Martínez Sánchez Pérez Muñoz Ibáñez Núñez Peña Echeverría
    Bengoechea Urrutia Quiñones Zambrano Etxebarria Gutiérrez Domínguez Sáez Velázquez Menchaca`),
  twoLast: true,
  companies: lines(`
    Aceros del Norte S.L. | Bodegas Urrutia S.L. | Naviera Cantábrica S.A. | Textiles Oaxaca S.A. de C.V.
    Minera San Luis S.A. de C.V. | Construcciones Levante S.A. | Maderas Ybarra S.L. | Clínica Peñalara
    Distribuciones Azteca S.A. de C.V. | Cafés Río Bravo | Acme Ibérica S.L. | Editorial Alcántara S.A.`),
  positions: lines(`Directora General | Jefe de Compras | Responsable de Sistemas | Socio fundador | CFO`),
  phones: ['+34 6## ### ###', '+34 91 ### ####', '+52 55 #### ####', '+52 81 #### ####'],
  currencies: ['EUR', 'MXN'],
  domain: ['es', 'com.mx', 'com'],
  deals: lines(`Licencias anuales | Implantación | Renovación | Piloto | Ampliación`),
};

export const english: Market = {
  share: 0.15,
  first:
    words(`James Mary Siobhan Desmond Priya Callum Imogen Bartholomew Wei Fatima Niamh Gareth Olivia Hamish
    Zoë Nathaniel Rhys Charlotte`),
  last: words(`Smith O'Brien Fitzgerald Okonkwo Patel Nguyen Anderson McDonald Drummond Kaur Robinson Hughes
    Wasserman Chen Bell Ward`),
  twoLast: false,
  companies: lines(`
    Bluebird Analytics LLC | Hollins & Crane Ltd | Lagos Freight Inc | Redwood Software Inc
    Evergreen Foods LLC | Northern Lights Media Ltd | Acme Corporation | Quantum Health Partners`),
  positions: lines(`VP Sales | Head of Procurement | Founder | IT Director | Operations Manager`),
  phones: ['+1 (415) 555-01##', '+1 (212) 555-01##', '+44 20 7946 0###'],
  currencies: ['USD'],
  domain: ['com', 'co.uk', 'io'],
  deals: lines(`Annual licences | Rollout | Renewal | 90-day pilot | Expansion`),
};

export const markets: readonly Market[] = [brazil, hispanic, english];
export const owners: readonly string[] = [
  'Paula Andrade',
  'Rodrigo Teixeira',
  'Marta Salinas',
  'Emily Carter',
];
/** Where deals come from (documentation, "List opportunities"). */
export const sources = ['linkedin', 'google_maps', 'list', 'paid_traffic', 'other'] as const;
export const campaigns: readonly string[] = ['Lançamento 2026', 'Feira Hannover', 'Reativação', 'Inbound'];
