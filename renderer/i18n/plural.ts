/** A text that depends on a number: the forms Intl.PluralRules asks for in this language. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}
