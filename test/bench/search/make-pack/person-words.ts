import type { Weighted } from '../random.ts';

/** Names in order of frequency, by where they come from: the heads of these lists are drawn far more often than their ends. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const phrases = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/);

export const origins = [
  'Brazilian',
  'Portuguese',
  'Spanish',
  'English',
  'German',
  'Italian',
  'Polish',
  'French',
  'Japanese',
  'Arabic',
] as const;
export type Origin = (typeof origins)[number];

/** How many of a hundred family names come from there. */
export const originShares: readonly (readonly [Origin, number])[] = [
  ['Brazilian', 60],
  ['Portuguese', 6],
  ['Spanish', 9],
  ['English', 4],
  ['German', 5],
  ['Italian', 6],
  ['Polish', 3],
  ['French', 2],
  ['Japanese', 3],
  ['Arabic', 2],
];

export const givenNames: Readonly<Record<Origin, readonly string[]>> = {
  Brazilian: phrases(`
    Maria | João | José | Ana | Pedro | Luís | Paulo | Fernanda | Ricardo | Cláudia | Rogério | Vinícius | Tatiane |
    Juliana | Thiago | Débora | Márcio | Sérgio | Flávia | Patrícia | Renata | Caio | Mônica | Fábio | Priscila |
    Wagner | Cíntia | Sônia | Valéria | Leandro | Aline | Ana Clara | João Guilherme | Maria Eduarda | Pedro Augusto |
    Lucélia | Everaldo | Robson | Gisele | Ângela | Otávio | Ítalo | Jussara | Iracema | Ubiratan | Jurandir |
    Rosângela | Edilene | Wanderleia | Genivaldo | Aparecida | Nilza | Cássio | Caetano | Teodoro | Aurora | Zuleica |
    Dalva | Eliseu | Hortência | Ulisses | Quitéria | Xisto | Yasmin | Zélia | Nazaré | Onofre | Odete | Kelly |
    Graziela | Heitor | Iara | Ivone | Jéssica | Ludmila | Magali | Noemi | Rute | Stela | Talita | Valdeci
  `),
  Portuguese: phrases(`
    Rui | Inês | Nuno | Gonçalo | Sofia | Duarte | Leonor | Tomás | Matilde | Afonso | Catarina | Diogo | Beatriz |
    Vasco | Mafalda | Constança | Salvador | Lurdes
  `),
  Spanish: phrases(`
    Alejandra | Sebastián | Valentina | Mateo | Jimena | Iván | Paola | Rodrigo | Maribel | Esteban | Itziar | Rubén |
    Macarena | Nahuel | Julieta | Tomás | Lorena | Adrián | José Luis | María Fernanda | Guadalupe | Hernán | Belén |
    Íñigo
  `),
  English: phrases(`
    Emma | Oliver | Charlotte | Ethan | Harper | Logan | Abigail | Owen | Chloe | Tyler | Hannah | Dylan | Grace |
    Wyatt | Stella | Malcolm | Phoebe | Derek
  `),
  German: phrases(`
    Jürgen | Anke | Dieter | Heike | Günther | Ulrike | Matthias | Sabine | Björn | Käthe | Rüdiger | Elfriede | Lothar |
    Gisela | Uwe | Traudl
  `),
  Italian: phrases(`
    Giovanni | Chiara | Matteo | Alessia | Salvatore | Giulia | Domenico | Serena | Niccolò | Ilaria | Raffaele |
    Ornella | Piero | Fabrizia
  `),
  Polish: phrases(`
    Wojciech | Agnieszka | Paweł | Katarzyna | Stanisław | Bożena | Łukasz | Grażyna | Zbigniew | Elżbieta
  `),
  French: phrases(`
    François | Hélène | Benoît | Élodie | Gaël | Aurélie | Thérèse | Loïc | Solange | Yves
  `),
  Japanese: phrases(`
    Hiroshi | Keiko | Satoru | Mieko | Kenji | Yuriko | Takashi | Emi | Noboru | Fumiko | Shigeru | Chizuko
  `),
  Arabic: phrases(`
    Youssef | Leila | Khalil | Samira | Omar | Nour | Faisal | Amal | Tarek | Jamile
  `),
};

export const familyNames: Readonly<Record<Origin, readonly string[]>> = {
  Brazilian: words(`
    Silva Santos Oliveira Souza Lima Costa Pereira Ferreira Alves Ribeiro Carvalho Gomes Martins Rocha Dias Moreira
    Nunes Vieira Cardoso Teixeira Cavalcante Fernandes Freitas Campos Cunha Moura Araújo Pinheiro Assunção Conceição
    Guimarães Magalhães Simões Brandão Leitão Aragão Frazão Paixão Trindade Evangelista Damasceno Bezerra Queirós
    Sampaio Vasconcellos Albuquerque Holanda Wanderley Parente Saldanha Severiano Nóbrega Sarmento Pontes Sabino
    Camargo Toledo Piedade Penteado Siqueira Amaral Prestes Borba Vargas Dornelles Dutra Fraga Goulart Severo Machry
    Tupinambás Guarani Caiapó Potiguara Paraguaçu Cajueiro Jatobá Pitanga Maranhão Bahia Goiano Mineiro Terra Vidal
  `),
  Portuguese: words(`
    Carrilho Quintas Vilhena Sobreiro Mourão Falcato Estrada Tavares Faustino Sequeira Bragança Caetano Lourinho
    Serrano Penedo Figueiroa Pimentel Mascarenhas Noronha Ataíde Teles Cordovil Alvarenga Barroso
  `),
  Spanish: words(`
    García Hernández Rodríguez Fernández Muñoz Ordóñez Villalobos Carranza Escobar Zúñiga Núñez Ibarra Montalbán
    Arriaga Echenique Larrea Ochoa Urquiza Beltrán Cárdenas Valdivia Quiroga Saavedra Peralta Solórzano Barrientos
    Olmedo Covarrubias Maldonado Salvatierra Iturbide Zavala
  `),
  English: words(`
    Whitfield Prescott Harrington Blackwood Sutherland Pemberton Ashworth Callahan Thornton Wakefield Bradshaw Fairchild
    Kensington Langley Merriweather Stapleton O'Leary O'Grady McKenna Donnelly Hathaway Rutledge
  `),
  German: words(`
    Müller Schäfer Krüger Schröder Jäger Vogel Baumgarten Lindemann Steinmetz Wagenknecht Eichhorn Köhler Hartmann Böhm
    Dreyer Winkler Oberhofer Zimmermann Weiß Rosenthal Kleinschmidt Altmann Brandenburg Wachholz
  `),
  Italian: words(`
    Bianconi Colombo Esposito Marchetti Pellegrini Zambelli Ravaglia Fontanella Cattaneo Bergamaschi Tagliari Scarpelli
    Montanari Battistella Gasparini Rizzatti Zucchelli Vendruscolo Cavagnoli Pizzolatto Bortoluzzi Mezzomo
  `),
  Polish: words(`
    Wiśniewski Zieliński Szymański Dąbrowski Jabłoński Grabowski Wróblewski Pawłowski Michalak Sikorski Bąk Krawczyk
    Walczak Ostrowski Borkowski Żak
  `),
  French: words(`
    Lefèvre Beaumont Girardet Fournier Delacroix Mercier Chevalier Rousseau Marchand Lacombe Duchêne Bélanger
  `),
  Japanese: words(`
    Nishimura Matsuda Ikeda Shimizu Hasegawa Murakami Ishihara Uehara Miyamoto Kuroda Onishi Taniguchi Ogata Sakamoto
    Arakaki Higashi Tamashiro Yonamine
  `),
  Arabic: words(`
    Haddad Mansour Abdalla Zogbi Chalhoub Sarkis Maluf Daher Gebara Hussein Tuma Sleiman
  `),
};

export const particles = ['da', 'de', 'do', 'dos', 'das', 'e'] as const;
/** Half a hundred spelt out, the rest as people shorten it. */
export const juniors = ['Júnior', 'Jr.', 'Jr', 'JUNIOR'] as const;
export const descendants = ['Neto', 'Filho', 'Sobrinho', 'Neta'] as const;

export const mailHosts: Weighted = [
  ['gmail.com', 46],
  ['hotmail.com', 18],
  ['outlook.com', 12],
  ['yahoo.com.br', 8],
  ['uol.com.br', 5],
  ['terra.com.br', 4],
  ['icloud.com', 5],
  ['live.com', 2],
];

/** Written without breaks between words, the family name first: Chinese, Japanese, Korean. */
export const eastAsian = [
  {
    families: words('沈 韩 唐 冯 董 萧 程 袁 邓 许 傅 曾 彭 苏 卢 蒋 欧阳 诸葛'),
    givens: words('浩然 雨婷 思远 俊杰 美玲 志强 秀英 晓明 婉清 国栋 静怡 文博 伟 娜 敏 梓涵'),
    firms: words('上海贸易有限公司 杭州软件 成都餐饮有限公司 天津机械'),
  },
  {
    families: words('鈴木 高橋 渡辺 伊藤 山口 井上 木村 斎藤 松本 清水 佐々木 森'),
    givens: words('健一 由美 大輔 千尋 和夫 恵子 翔太 美咲 隆 真由美 さくら ケンジ'),
    firms: words('大阪電機 横浜印刷 株式会社福岡 神戸物産'),
  },
  {
    families: words('김 이 박 최 정 강 조 윤 남궁 황보'),
    givens: words('민준 서연 지훈 수빈 현우 은지 도윤 예린 준호 하늘'),
    firms: words('부산상사 인천전자 대구식품 제주관광'),
  },
] as const;

export const otherScripts: readonly string[] = phrases(`
  Дмитрий Соколов | Наталья Морозова | Сергей Лебедев | Ольга Кузнецова | Виктор Павленко | Людмила Орлова |
  Тимофей Гончаров | Светлана Белова | Кирилл Захаров | Жанна Фёдорова | محمود الحسيني | فاطمة السيد | سامي الخطيب |
  ليلى منصور | كريم حداد | نادية العلي
`);
