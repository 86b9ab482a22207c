import type { SettingsStore } from '../store/setting-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';
import type { AccountData } from './account-data.ts';
import { dealLink } from './deal-link.ts';
import type { Session } from './session.ts';

export interface LearnDealPageDeps {
  readonly session: Pick<Session, 'current'>;
  readonly settings: Pick<SettingsStore, 'dealPage' | 'keepDealPage'>;
  readonly accountData: Pick<AccountData, 'row'>;
  readonly onChange: () => void;
}

/**
 * If the text in the box is a link of a known deal, keeps the form of its address; the last such link counts. The
 * sample data's rows are in no web application. If the disk refuses, nothing is learnt.
 */
export function createLearnDealPage({ session, settings, accountData, onChange }: LearnDealPageDeps) {
  return (text: string): void => {
    if (session.current()?.kind !== 'key') return;
    const page = dealLink(text, id => accountData.row(id)?.row)?.page;
    if (page === undefined || JSON.stringify(page) === JSON.stringify(settings.dealPage())) return;
    if (attempt(() => settings.keepDealPage(page)).ok) onChange();
  };
}
