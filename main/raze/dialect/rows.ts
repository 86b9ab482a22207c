import { opportunityId } from '../../contract/ids.ts';
import { type Dialect, defaultPipeline, type Opportunity } from '../../contract/model.ts';
import { parse } from '../../contract/parse.ts';
import { identifier, isRow, number, type RawRow, text, time } from './lenient.ts';
import { type Detail, wireNames } from './members.ts';
import { identifiedStage, namedStage, type StageBook } from './stages.ts';

/** The opportunity in a row of a dialect; null only when it has no usable id. Never throws. */
export function readRow(dialect: Dialect, row: RawRow, book: StageBook): Opportunity | null {
  const id = parse(opportunityId, identifier(row.id));
  if (!id.ok) return null;
  const all = (detail: Detail): readonly unknown[] => wireNames[dialect][detail].map(name => row[name]);
  const first = (detail: Detail): unknown => all(detail).find(value => value != null);
  const words = (detail: Detail): string =>
    all(detail)
      .map(wordsOf)
      .find(found => found !== '') ?? '';
  return {
    id: id.value,
    name: dialect === 'stage_id' ? dealName(text(row.contact_name), text(row.title)) : words('name'),
    email: words('email'),
    phone: words('phone'),
    company: words('company'),
    position: words('position'),
    owner: words('owner'),
    ...(dialect === 'stage_id'
      ? identifiedStage(row, book)
      : { stage: namedStage(row.status), pipeline: defaultPipeline }),
    value: number(first('value')),
    currency: currency(first('currency')),
    createdAt: time(first('createdAt')),
    updatedAt: time(first('updatedAt')),
    wonAt: time(first('wonAt')),
    lostAt: time(first('lostAt')),
  };
}

/** A text, or the name of whom the documentation nests (`responsible_user`). */
const wordsOf = (value: unknown): string => text(isRow(value) ? value.name : value);

/** Person first, because that is who a salesperson looks for; the deal's own title after it. */
function dealName(person: string, title: string): string {
  if (person === '' || title === '') return person || title;
  return title.includes(person) ? title : `${person} · ${title}`;
}

function currency(value: unknown): string {
  const code = text(value).toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : '';
}
