import { assertNever } from '../../main/contract/failure.ts';
import type { Hit } from '../../main/contract/find.ts';
import type { News, Several, ToastState } from './model/news.ts';
import { pauseOf, type State } from './model/state.ts';

/** The most announcements that may come before a screen reader's next turn. */
const kept = 5;

/** Adds what `after` reports and `before` did not; each event is announced once. */
export function hear(before: State, after: State): State {
  const { announced, lastId, away } = after.hearing;
  const pause = pauseOf(after);
  const isPauseNews = !away && after.snapshot !== null && (pause?.kind ?? null) !== after.hearing.pause;
  const news: readonly News[] = [
    ...(isPauseNews ? [{ kind: 'pause', pause } as const] : []),
    ...newsOf(before, after).filter(one => !away || isWorthWaiting(one)),
  ];
  if (news.length === 0) return after;
  const fresh = news.map((one, at) => ({ id: lastId + at + 1, news: one }));
  const hearing = {
    announced: [...announced, ...fresh].slice(-kept),
    lastId: lastId + news.length,
    pause: isPauseNews ? (pause?.kind ?? null) : after.hearing.pause,
    away,
  };
  return { ...after, hearing };
}

/** The popup lost or got the focus. What happens while it is away is announced on coming back. */
export function turn(state: State, away: boolean): State {
  if (away === state.hearing.away) return state;
  const { announced, lastId } = state.hearing;
  if (away) return { ...state, hearing: { ...state.hearing, away, announced: [] } };
  // What is still on the screen was not heard to its end: the popup hides a second after a pick.
  const { toast } = state;
  const isWaiting = announced.some(({ news }) => news.kind === 'toast' && news.toast === toast);
  if (!toast || toast.expires <= state.now || isWaiting)
    return { ...state, hearing: { ...state.hearing, away } };
  const again = { id: lastId + 1, news: { kind: 'toast', toast } } as const;
  return {
    ...state,
    hearing: { ...state.hearing, away, announced: [...announced, again], lastId: lastId + 1 },
  };
}

function newsOf(before: State, after: State): readonly News[] {
  const { toast, notice, summing, burst, several } = after;
  const offered = offeredIn(after);
  const isNewToast =
    toast && (toast.kind !== before.toast?.kind || toast.change.id !== before.toast.change.id);
  // Back from the stages, the box that takes the focus says what was saved.
  const isSaidByBox = before.screen === 'picker' && after.screen === 'search';
  return [
    ...(isNewToast && !(isSaidByBox && toast.kind === 'saved') ? [{ kind: 'toast', toast } as const] : []),
    ...(several && !isSaidByBox && several !== before.several && !hasSameChanges(several, before.several)
      ? [{ kind: 'several', several } as const]
      : []),
    ...marksNews(before, after),
    ...(notice && notice !== before.notice ? [{ kind: 'notice', notice } as const] : []),
    ...(summing && !before.summing ? [{ kind: 'burst', burst } as const] : []),
    ...(offered && !offeredIn(before) ? [{ kind: 'update', version: offered } as const] : []),
  ];
}

/** The version that the popup offers to restart with. */
const offeredIn = ({ snapshot }: State): string | null =>
  snapshot?.update.state === 'ready' && snapshot.update.offered ? snapshot.update.version : null;

/** Whether it is the same outcome, told anew as its changes are delivered. */
const hasSameChanges = (one: Several, other: Several | null): boolean =>
  one.kind === other?.kind && one.expires === other.expires;

/** Marks that went with their rows' move are not news. */
function marksNews(before: State, after: State): readonly News[] {
  const [was, now] = [before.search.marks.rows, after.search.marks.rows];
  if (was === now || before.screen !== 'search' || after.screen !== 'search' || before.saving) return [];
  const beyond = (some: readonly Hit[], others: readonly Hit[]) =>
    some.filter(({ opportunity: { id } }) => !others.some(({ opportunity }) => opportunity.id === id));
  const [added, removed] = [beyond(now, was), beyond(was, now)];
  const [row, ...more] = [...added, ...removed];
  if (row === undefined) return [];
  const { id, name } = row.opportunity;
  const isMarked = added.length > 0;
  return [{ kind: 'marks', name: more.length > 0 ? null : name || id, isMarked, count: now.length }];
}

/**
 * How a screen reader is told of a toast. `asks` and `answers`, which is what a key of the user has done, come before what is being
 * read: the screen that follows a pick takes it seconds. What `asks` and what `keeps` waits for the user to come back.
 */
const weights: Readonly<Record<ToastState['kind'], 'asks' | 'answers' | 'keeps' | 'passes'>> = {
  ...{ refused: 'asks', overwrote: 'keeps', delayed: 'keeps', delivered: 'passes', 'went-back': 'passes' },
  ...{ saved: 'answers', withdrawn: 'answers', 'put-back': 'answers', 'kept-theirs': 'answers' },
  ...{ left: 'answers', 'sent-mine': 'answers', retried: 'answers' },
};

const isWorthWaiting = (news: News): boolean =>
  news.kind === 'update' || (news.kind === 'toast' && ['asks', 'keeps'].includes(weights[news.toast.kind]));

/** Whether the news interrupts what is being read; otherwise it waits. */
export function isUrgent(news: News): boolean {
  switch (news.kind) {
    case 'toast':
      return ['asks', 'answers'].includes(weights[news.toast.kind]);
    case 'notice':
      return news.notice.kind === 'trouble';
    case 'burst':
    case 'several':
    case 'marks':
    case 'update':
    case 'pause':
      return false;
    default:
      return assertNever(news);
  }
}
