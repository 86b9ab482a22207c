/** Word lists in order of frequency: the generator draws from their heads far more often than from their tails. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const phrases = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/);

export const brazilianNames = words(`
  Maria José Ana João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Francisca
  Daniel Marcelo Bruno Eduardo Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna
  Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera Vitória Larissa Cláudia Beatriz Felipe
  Raimundo Rodrigo Manoel Mateus André Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago Ânderson
  Ricardo Márcio Jorge Sebastião Alexandre Roberto Edson Diego Vítor Sérgio Cláudio Mateus Thiago Geraldo
  Adriano Luciano Júlio Renato Alex Vinícius Rogério Samuel Ronaldo Mário Flávio Igor Douglas Davi Manuel
  Jeferson Cícero Victor Miguel Robson Maurício Danilo Henrique Caio Reginaldo Joaquim Benedito Gilberto
  Marco Alan Nelson Cristiano Elias Wilson Valdir Emerson Luan David Renan Severino Fabrício Mauro Jonas
  Gilmar Jean Fabiano Wesley Diogo Adilson Jair Alessandro Éverton Osvaldo Gílson Willian Joel Silvio
  Hélio Maicon Reinaldo Pablo Artur Vagner Valter Celso Ivan Cleiton Vanderlei Vicente Arthur Milton
  Domingos Wagner Sandro Moisés Edilson Ademir Adão Evandro Cesar Valmir Murilo Juliano Edvaldo Ailton
  Junior Breno Nicolas Ruan Alberto Rubens Nilton Augusto Cleber Osmar Nilson Hugo Otávio Vinicios Ítalo
  Wilian Alisson Aparecido Simone Tatiane Elaine Cristiane Renata Débora Luana Rosângela Sônia Rosa
  Marcela Carolina Tânia Daniela Raquel Priscila Rita Yasmin Thaís Íris Regina Viviane Rafaela Elisângela
  Eliane Michele Isabel Lívia Natália Andréia Isabela Cristina Valéria Sabrina Thaynara Valdirene Aurélio
  Wellington Jefferson Gonçalo Guilhermina
`);

export const spanishNames = words(`
  Antonio María Manuel José Francisco David Juan Javier Carmen Daniel Jesús Ana Carlos Alejandro Isabel
  Miguel Laura Rafael Pablo Cristina Pilar Pedro Ángel Marta Sergio Fernando Jorge Luis Alberto Álvaro
  Lucía Adrián Diego Raúl Iván Rosa Rubén Enrique Elena Óscar Ramón Andrés Vicente Juana Santiago Joaquín
  Víctor Mario Eduardo Paula Roberto Jaime Mercedes Mónica Ignacio Beatriz Alfonso Nuria Silvia Ricardo
  Salvador Irene Hugo Guillermo Rocío Julián Gabriel Emilio Yolanda Sonia Félix Inés Gonzalo Tomás Agustín
  Nicolás Martín Esther Lourdes Ximena Rigoberto Guadalupe Itzel Yesenia Camilo Santino Valentina Renata
  Consuelo Graciela Leticia Norma Araceli Ezequiel Facundo Lautaro Thiago Nahuel Milagros Florencia
`);

export const englishNames = words(`
  James John Robert Michael William David Richard Joseph Thomas Charles Mary Patricia Jennifer Linda
  Elizabeth Barbara Susan Jessica Sarah Karen Christopher Daniel Matthew Anthony Mark Donald Steven Paul
  Andrew Joshua Lisa Nancy Betty Margaret Sandra Ashley Kimberly Emily Donna Michelle Kenneth Kevin Brian
  George Edward Ronald Timothy Jason Jeffrey Ryan Carol Amanda Melissa Deborah Stephanie Rebecca Laura
  Sharon Cynthia Kathleen Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Desmond
  Bartholomew Priya Wei Fatima Siobhan Gareth Imogen Hamish Callum Rhys Niamh
`);

export const brazilianSurnames = words(`
  Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho
  Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques
  Machado Mendes Freitas Cardoso Ramos Gonçalves Santana Teixeira Araújo Cavalcanti Pinto Moura Campos
  Jesus Batista Barros Castro Correia Cunha Azevedo Melo Borges Reis Monteiro Medeiros Miranda Nogueira
  Coelho Cruz Farias Duarte Sales Pires Leite Xavier Peixoto Guimarães Figueiredo Brito Viana Amaral Assis
  Fonseca Siqueira Matos Neves Bezerra Tavares Moraes Siqueira Macedo Rezende Magalhães Queiroz Aguiar
  Bastos Pacheco Sampaio Vasconcelos Paiva Fagundes Prado Toledo Brandão Lacerda Falcão Valadares Mesquita
  Muniz Antunes Padilha Schmidt Müller Hoffmann Nakamura Tanaka Yamamoto Rossi Bianchi Ferrari Kowalski
  Zago Zanetti Benedetti Perin Dalmolin Kuhn Weber Becker
`);

export const spanishSurnames = words(`
  García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández
  Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez
  Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina
  Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto Méndez Cruz Calvo Gallego Vidal León Márquez
  Herrera Peña Flores Cabrera Campos Vega Fuentes Carrasco Diez Caballero Reyes Nieto Aguilar Pascual
  Santana Herrero Montero Lorenzo Hidalgo Giménez Ibáñez Ferrer Durán Santiago Benítez Vargas Mora Vicente
  Arias Carmona Crespo Román Pastor Soto Sáez Velasco Moya Soler Parra Esteban Bravo Gallardo Rojas
  Zambrano Echeverría Urrutia Bengoechea Sarmiento Quiñones Ybarra
`);

export const rareSurnames = words(`
  Czarnikow Pfitzner Tavolaro Kirchner Goytacazes Portocarrero Quevedo Wasserman Quintela Bittencourt
  Albuquerque Menchaca Etxebarria Fitzgerald Okonkwo Zambrini Kruschewsky Vendramini Ostrowski Larrazábal
  Gurruchaga Mastrantonio Przybylski Tchê Hildebrandt Wollstein Izquierdo Arrizabalaga Bragança Castelhano
`);

export const englishSurnames = words(`
  Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson Martin Lee
  Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson
  Baker Hall Campbell Mitchell Carter Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris
  Murphy Cook Rogers Morgan Cooper Peterson Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson
  Brooks Bennett Gray James Hughes Price Myers Long Foster Sanders Ross Drummond O'Brien O'Connor McDonald
  Patel Nguyen Chen Kaur
`);

export const brands = words(`
  Alfa Brasil Nova Global Sul Norte Central União Atlântica Horizonte Aliança Prime Progresso Imperial
  Real Pioneira Estrela Planalto Paraná Ipiranga Bandeirantes Continental Paulista Mineira Gaúcha Nordeste
  Amazônia Litoral Vértice Delta Ômega Sigma Max Mega Ultra Top Master Eco Bio Tech Smart Digital Data Net
  Soft Info Inova Futura Moderna Econômica Rápido Expresso Dourado Boa Esperança Bela Vista Santa Cruz São
  Bento Luz Porto Belo Cantábrica Levante Mediterránea Andina Pacífico Azteca Maya Iberia Castilla Acme
  Bluebird Summit Pioneer Northern Liberty Evergreen Redwood Silver Golden Vertex Apex Nimbus Quantum
  Orion Atlas Phoenix Titan Nexus Zenith
`);

export const brazilianSectors = phrases(`
  Indústria | Comércio | Tecnologia | Logística | Construtora | Alimentos | Transportes | Metalúrgica |
  Distribuidora | Consultoria | Engenharia | Serviços | Sistemas | Materiais de Construção | Farmácia |
  Confecções | Móveis | Padaria | Supermercados | Imobiliária | Contabilidade | Agropecuária | Cerâmica |
  Gráfica | Química | Embalagens | Equipamentos | Hospitalar | Educação | Turismo | Hortifruti | Usina |
  Refinaria | Cervejaria
`);

export const spanishSectors = phrases(`
  Construcciones | Servicios | Transportes | Alimentación | Tecnología | Consultores | Ingeniería |
  Textiles | Aceros | Bodegas | Inmobiliaria | Comercial | Distribuciones | Logística | Maderas | Muebles |
  Electrónica | Farmacéutica | Naviera | Minera
`);

export const englishSectors = phrases(`
  Solutions | Technologies | Consulting | Industries | Holdings | Systems | Logistics | Analytics |
  Freight | Partners | Foods | Media | Capital | Software | Services
`);

export const syllables = words(`
  ba be bi bo bra bre ca ce co cri cla da de di do dra fa fe fi fo ga go gra gui ha he ja jo ka ki la le
  li lo lu ma me mi mo na ne ni no pa pe pi po pra qua ra re ri ro sa se si so ta te ti to tra tri va ve
  vi vo xa za ze
`);

export const closings = words(`
  l r n s m x z
`);

export const endings = words(`
  o a e i ez son ini elli eira inho ato anda ervi asco ura ix on ar is ense ax el or y us
`);
