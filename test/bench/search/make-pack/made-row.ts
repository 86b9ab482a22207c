import type { StageRole } from '../../../../main/contract/model.ts';
import type { MadeFirm } from './make-firm.ts';
import type { MadePhone } from './make-phone.ts';

/** What a deal is called besides its words: a number of some form, as it is written. */
export interface TitleNumber {
  readonly form: 'serial' | 'quote' | 'times' | 'season' | 'quarter' | 'always' | 'count' | 'year';
  readonly written: string;
}

/** A row and what it was put together from. */
export interface MadeRow {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly updatedAt: number;
  readonly stage: { readonly role: StageRole };
  readonly kind: 'person' | 'title' | 'east-asian' | 'other-script';
  /** As written in the name; empty for a title. */
  readonly given: readonly string[];
  /** Family names, with the particles that stand before them. */
  readonly families: readonly string[];
  readonly suffix: string | null;
  readonly title: TitleNumber | null;
  readonly firm: MadeFirm | null;
  readonly phones: readonly MadePhone[];
}
