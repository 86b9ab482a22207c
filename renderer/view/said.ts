import { assertNever } from '../../main/contract/failure.ts';
import type { Hit } from '../../main/contract/find.ts';
import { shownStage } from '../../main/contract/stages/shown.ts';
import { pauseSentence } from '../i18n/sentences.ts';
import type { Speech } from '../i18n/speak.ts';
import { searchedText } from '../state/box/search.ts';
import type { News } from '../state/model/news.ts';
import { stageOfCommand } from '../state/model/pipeline.ts';
import type { PickerState, State } from '../state/model/state.ts';
import { enterDoes } from '../state/picks/accept.ts';
import { noticeSentence } from './notice-sentence.ts';
import { burstSentence } from './parts/burst-sum.tsx';
import { severalSentence } from './parts/several-sum.ts';
import { headingParts } from './search/list-heading.tsx';
import { firstNames } from './search/several-picker.tsx';
import { toastSentence } from './toast-sentence.ts';

/**
 * How much there is on the screen, and in the search what Enter does to which row: the rows' elements stay while their texts
 * change, and of that no screen reader speaks (heard with Orca 43.1 and Chromium).
 */
export function countSentence(speech: Speech, state: State): string {
  switch (state.screen) {
    case 'search':
      // Said once more when the menu has closed: of the box that gets the focus back not always is a word said (Orca 43.1).
      return state.menu === null ? foundSentence(speech, state) : '';
    case 'pending':
      return state.outbox.length === 0 ? speech.t('pendingNoneHint') : '';
    case 'history': {
      const { rows, loading, text } = state.history;
      if (rows === null || loading) return '';
      const count = speech.n('pendingCount', rows.length);
      // With its text, for the same number after another letter would not be said.
      return text === '' ? count : `${text}: ${count}`;
    }
    case 'settings':
      // Where a row had the selection, no word is said of the heading that gets the focus (Orca 43.1).
      return speech.t('settings');
    case 'picker':
      return state.picker === null ? '' : stagesSentence(speech, state.picker);
    case 'details':
      return '';
    case 'first-run':
      return state.key.accepted ? speech.t('ready') : '';
    default:
      return assertNever(state.screen);
  }
}

/**
 * Whose stages these are, while none is selected: as the row that had the selection is gone by then, no word is said of their list
 * that gets the focus (heard with Orca 43.1 and Chromium).
 */
function stagesSentence(speech: Speech, picker: PickerState): string {
  const { rows, hit, index, typed, closing } = picker;
  if (index >= 0 || typed !== '' || closing !== null) return '';
  if (rows.length === 1) return nameAndStage(speech, hit);
  const { names, more } = firstNames(picker);
  const all = more > 0 ? [...names, speech.n('andMore', more)] : names;
  return `${speech.n('count', rows.length)}: ${all.join(', ')}`;
}

function foundSentence(speech: Speech, state: State): string {
  const { reply, text: typed, typing } = state.search;
  // What stands in a box that was not written in is heard with the box.
  if (typed === '' && typing.run === null) return '';
  const text = searchedText(state);
  if (!reply) return speech.t('loading');
  const { hits, total, lists, notMine } = reply;
  const [list] = lists;
  if (total === 0 && list) return headingParts(speech, state.snapshot, list).join(', ');
  if (total === 0) return speech.t('nothing', { text });
  const shown = speech.number(hits.length);
  const count =
    hits.length < total
      ? speech.t('shownOf', { shown, total: speech.number(total) })
      : speech.n('count', total);
  const of = list ? headingParts(speech, state.snapshot, list) : text === '' ? [speech.t('recent')] : [count];
  const found = `${of.join(', ')}: ${firstRow(speech, state)}`;
  if (notMine === undefined) return found;
  return `${speech.t(notMine === 'who' ? 'whoAreYou' : 'ownersUntoldHere')} ${found}`;
}

/** The row on top, which a new text selects. */
function firstRow(speech: Speech, state: State): string {
  const hit = state.search.reply?.hits[0];
  if (hit === undefined) return '';
  const { opportunity } = hit;
  const name = opportunity.name || opportunity.id;
  const to = stageOfCommand(hit, state.snapshot?.pipelines ?? []);
  if (to && opportunity.id === state.search.active && enterDoes(state) === 'move')
    return speech.t('saidMove', { word: speech.t('actMove'), name, stage: speech.stage(to) });
  return nameAndStage(speech, hit);
}

function nameAndStage(speech: Speech, hit: Hit): string {
  const { id, name: written } = hit.opportunity;
  const name = written || id;
  const stage = shownStage(hit);
  return stage?.id ? `${name}, ${speech.stage(stage)}` : name;
}

/** News as one sentence that can be understood without seeing the screen. */
export function newsSentence(speech: Speech, news: News, state: State): string {
  switch (news.kind) {
    case 'toast':
      return toastSentence(speech, news.toast, state);
    case 'notice':
      return noticeSentence(speech, news.notice, state);
    case 'burst':
      return burstSentence(speech, news.burst);
    case 'several':
      return severalSentence(speech, news.several);
    case 'marks': {
      const { name, isMarked, count } = news;
      if (count === 0) return speech.t('noneMarked');
      if (name === null) return speech.n('marked', count);
      return speech.n(isMarked ? 'saidMarked' : 'saidUnmarked', count, { name });
    }
    case 'update':
      return speech.t('updateOffer', { version: news.version });
    case 'pause':
      return news.pause === null ? speech.t('goesOn') : pauseSentence(speech, news.pause, state.now);
    default:
      return assertNever(news);
  }
}

/** What was just saved, for the box that gets the focus after the stages; '' when nothing was. */
export function receiptOf(speech: Speech, state: State): string {
  const { several, toast } = state;
  if (several) return severalSentence(speech, several);
  return toast?.kind === 'saved' ? toastSentence(speech, toast, state) : '';
}
