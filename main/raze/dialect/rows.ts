import { opportunityId } from '../../contract/ids.ts';
import {
  type Dialect,
  defaultPipeline,
  type Opportunity,
  type OpportunityId,
  type PipelineId,
  type Stage,
} from '../../contract/model.ts';
import { parse } from '../../contract/parse.ts';
import { firstText, identifier, isRow, number, type Row, text, time } from './lenient.ts';
import { identifiedStage, namedStage, type StageBook } from './stages.ts';

/** The opportunity in a row of a dialect; null only when it has no usable id. Never throws. */
export function readRow(dialect: Dialect, row: Row, book: StageBook): Opportunity | null {
  const id = parse(opportunityId, identifier(row.id));
  if (!id.ok) return null;
  switch (dialect) {
    case 'documented':
      return {
        ...common(id.value, row),
        name: text(row.name),
        ...contact(row, 'email', 'phone', 'company', 'position'),
        owner: isRow(row.responsible_user)
          ? text(row.responsible_user.name)
          : text(row.responsible_user_name),
        ...place(namedStage(row.status), defaultPipeline),
        value: number(row.deal_value),
        currency: currency(row.deal_currency),
      };
    case 'status':
      return {
        ...common(id.value, row),
        name: text(row.name),
        ...contact(row, 'email', 'phone', 'company', 'title'),
        owner: firstText(row, 'responsible_user_name', 'owner_user_name'),
        ...place(namedStage(row.status), defaultPipeline),
        value: number(row.deal_value ?? row.value),
        currency: currency(row.deal_currency ?? row.currency),
      };
    case 'stage_id': {
      const { stage, pipeline } = identifiedStage(row, book);
      return {
        ...common(id.value, row),
        name: dealName(text(row.contact_name), text(row.title)),
        ...contact(row, 'contact_email', 'contact_phone', 'contact_company', 'contact_title'),
        owner: firstText(row, 'owner_user_name', 'responsible_user_name'),
        ...place(stage, pipeline),
        value: number(row.value),
        currency: currency(row.currency),
      };
    }
  }
}

/** Person first, because that is who a salesperson looks for; the deal's own title after it. */
function dealName(person: string, title: string): string {
  if (person === '' || title === '') return person || title;
  return title.includes(person) ? title : `${person} · ${title}`;
}

function common(
  id: OpportunityId,
  row: Row,
): Pick<Opportunity, 'id' | 'createdAt' | 'updatedAt' | 'wonAt' | 'lostAt'> {
  return {
    id,
    createdAt: time(row.created_at),
    updatedAt: time(row.updated_at),
    wonAt: time(row.won_at),
    lostAt: time(row.lost_at),
  };
}

function contact(row: Row, email: string, phone: string, company: string, position: string) {
  return {
    email: text(row[email]),
    phone: text(row[phone]),
    company: text(row[company]),
    position: text(row[position]),
  };
}

function place(stage: Stage, pipeline: PipelineId): Pick<Opportunity, 'stage' | 'pipeline'> {
  return { stage, pipeline };
}

function currency(value: unknown): string {
  const code = text(value).toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : '';
}
