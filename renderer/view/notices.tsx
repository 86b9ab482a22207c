import { type ChangeView, mostAtOnce, type Pause } from '../../main/contract/change.ts';
import { assertNever } from '../../main/contract/failure.ts';
import { mostPins } from '../../main/contract/find.ts';
import { pauseSentence, troubleSentence } from '../i18n/sentences.ts';
import type { Speech } from '../i18n/speak.ts';
import type { TextKey } from '../i18n/words.ts';
import { capsOf } from '../state/accelerator.ts';
import { ask, type Intent } from '../state/event.ts';
import type { Notice, ShownFailure } from '../state/news.ts';
import { boardFor } from '../state/pipeline.ts';
import { activeHit } from '../state/selection.ts';
import { offlineOf, type State } from '../state/state.ts';
import { Icon, IconButton, type IconName } from './parts/icon.tsx';
import { useUi } from './parts/ui.ts';

/** Lines above the status bar: what is wrong with the store or the sending, and what just went wrong. */
export function Notices() {
  const { state, send, speech } = useUi();
  const lasting = lastingOf(speech, state);
  const sentence = state.notice && noticeSentence(speech, state.notice, state);
  return (
    <>
      {lasting && (
        <div class="notice lasting">
          <Icon name="alert" />
          <span>{lasting.sentence}</span>
          {lasting.review && (
            <button type="button" onClick={() => send({ type: 'go', place: lasting.review ?? 'pending' })}>
              {speech.t(lasting.review === 'settings' ? 'settings' : 'review')}
            </button>
          )}
          {lasting.help && <Help help={lasting.help} />}
        </div>
      )}
      {sentence && (
        <div class={state.notice?.kind === 'trouble' ? 'notice trouble' : 'notice'}>
          <Icon name={noticeIcon[state.notice?.kind ?? ''] ?? 'help'} />
          <span>{sentence}</span>
          {state.notice && <Help help={noticeHelp(state.notice, state)} />}
          <IconButton icon="cross" label={speech.t('close')} onClick={() => send({ type: 'dismiss' })} />
        </div>
      )}
    </>
  );
}

/** The icons of notices that neither explain nor ask. */
const noticeIcon: Readonly<Record<string, IconName>> = {
  trouble: 'alert',
  copied: 'check',
  pinned: 'pin',
  unpinned: 'pin',
};

/** What helps against a trouble: another key, the page for the keys' permissions, or a sync. */
const helps = {
  'enter-key': { word: 'keyEnter', intent: { type: 'enter-key' } },
  'keys-page': { word: 'keysPage', intent: { type: 'ask', effect: ask('link.open', { page: 'api-keys' }) } },
  sync: { word: 'syncNow', intent: { type: 'sync' } },
} as const satisfies Readonly<Record<string, { readonly word: TextKey; readonly intent: Intent }>>;
type HelpName = keyof typeof helps;

/** Null where it is over by itself, or nothing here helps. */
const helpAgainst: Readonly<Record<ShownFailure['code'], HelpName | null>> = {
  ...{ 'key-none': 'enter-key', 'key-invalid': 'enter-key', 'key-expired': 'enter-key' },
  ...{ 'permission-missing': 'keys-page', 'key-malformed': null, 'key-not-removed': null },
  ...{ 'keychain-unavailable': null, 'keychain-locked': null, 'keychain-unreadable': null },
  ...{ 'keychain-refused': null, 'opportunity-unknown': null, 'stage-refused': null, 'stage-unknown': null },
  ...{ 'pipeline-changed': null, 'rate-limited': null, 'server-failing': null, 'server-unexpected': null },
  ...{ conflicting: null, 'answer-too-large': null, offline: null, unreachable: null, tls: null },
  ...{ timeout: null, 'not-our-api': null, 'api-address': null, 'api-elsewhere': null, 'api-changed': null },
  ...{ 'disk-full': null, 'disk-failing': null, 'store-newer': null, 'store-moved': null, internal: null },
  ...{ 'not-erased': null, 'hotkey-taken': null, 'hotkey-malformed': null, 'too-late': null, outdated: null },
  ...{ 'not-undoable': null, 'already-there': null, 'wrong-account': null, 'malformed-request': null },
};

function noticeHelp(notice: Notice, state: State): HelpName | null {
  if (notice.kind === 'trouble') return helpAgainst[notice.trouble.code];
  return notice.kind === 'no-stages' ? stagesHelp[whyNoStages(state)] : null;
}

function Help({ help }: { readonly help: HelpName | null }) {
  const { send, speech } = useUi();
  if (help === null) return null;
  const { word, intent } = helps[help];
  return (
    <button type="button" onClick={() => send(intent)}>
      {speech.t(word)}
    </button>
  );
}

export function noticeSentence(speech: Speech, notice: Notice, state: State): string {
  switch (notice.kind) {
    case 'trouble':
      return troubleSentence(speech, notice.trouble, state.snapshot?.platform ?? 'linux');
    case 'already-there':
      return speech.t('alreadyThere', { stage: speech.stage(notice.stage) });
    case 'nothing-to-undo':
      return speech.t('nothingToUndo');
    case 'text-in-box':
      return speech.t('textInBox');
    case 'syncing':
      return speech.t('syncing');
    case 'ambiguous':
      return speech.t('ambiguous');
    case 'not-typed':
      return speech.t('notTyped');
    case 'inexact':
      return speech.t('inexact');
    case 'which-stage':
      return speech.t('whichStage');
    case 'no-number':
      return speech.t('noNumber');
    case 'confirm-end':
      return speech.t('confirmEnd');
    case 'no-stages':
      return speech.t(whyNoStages(state));
    case 'row-gone':
      return speech.t('rowGone');
    case 'choose-stage':
      return speech.t('chooseStage');
    case 'most-marked':
      return speech.t('mostMarked', { n: mostAtOnce });
    case 'confirm-several': {
      const keys = capsOf('Mod+Enter', state.snapshot?.platform ?? 'linux').join(' ');
      return speech.t('confirmSeveral', { keys });
    }
    case 'copied':
      return speech.t('copied', { text: notice.text });
    case 'pinned':
    case 'unpinned':
      return speech.t(notice.kind, { name: notice.name });
    case 'pins-full':
      return speech.t('pinsFull', { most: mostPins });
    case 'nothing-to-copy':
      return speech.t(notice.what === 'link' ? 'openHint' : 'nothingToCopy');
    case 'exported':
      return speech.t('exported', { path: notice.path });
    case 'rebound':
      return notice.count > 0 ? speech.n('rebound', notice.count) : speech.t('earlierTaken');
    default:
      return assertNever(notice);
  }
}

/** What helps when stages are unknown, by the reason. */
const stagesHelp = {
  noStages: 'sync',
  noOtherStages: 'sync',
  stagesAsked: null,
  stagesUntold: 'keys-page',
  pipelineUnknown: 'keys-page',
} as const satisfies Partial<Record<TextKey, HelpName | null>>;

/** Why there is no stage to pick for the opened row. */
function whyNoStages(state: State): keyof typeof stagesHelp {
  const { account, pipelines } = state.snapshot ?? {};
  const hit = activeHit(state);
  if (hit && boardFor(hit, pipelines ?? []).stages.length > 0) return 'noOtherStages';
  if (account?.kind !== 'key' || account.read !== 'no' || !hit || hit.verified) return 'noStages';
  const looked = state.search.looked.get(hit.opportunity.id);
  if (looked === null) return 'stagesAsked';
  if (pipelines !== undefined && pipelines.length > 1) return 'pipelineUnknown';
  return looked?.code === 'permission-missing' ? 'stagesUntold' : 'noStages';
}

/** Whether the change was read back from a damaged file and has not been answered. */
const isReadBack = ({ reason }: ChangeView): boolean => reason === 'salvaged';

/** What helps when nothing is sent, by the reason; null when it resumes by itself or nothing here helps. */
const pauseHelp: Readonly<Record<Exclude<Pause['kind'], 'network'>, HelpName | null>> = {
  ...{ auth: 'enter-key', account: 'enter-key' },
  ...{ tls: null, 'not-our-api': null, disk: null, newer: null, quota: null, server: null },
};

interface Lasting {
  readonly sentence: string;
  readonly review?: 'pending' | 'settings';
  readonly help?: HelpName | null;
}

function lastingOf(speech: Speech, state: State): Lasting | null {
  const { snapshot } = state;
  if (!snapshot) return null;
  const { store, pause } = snapshot;
  if (store.state === 'newer') return { sentence: speech.t('storeNewer') };
  if (store.state === 'failing') return { sentence: speech.t('storeFailing') };
  const readBack = store.salvaged === 0 ? 0 : state.outbox.filter(isReadBack).length;
  if (readBack > 0) return { sentence: speech.n('storeSalvaged', readBack), review: 'pending' };
  if (snapshot.ignoredApiUrl !== null) {
    const trouble = { code: 'api-address', address: snapshot.ignoredApiUrl } as const;
    return { sentence: troubleSentence(speech, trouble, snapshot.platform), review: 'settings' };
  }
  if (pause && pause.kind !== 'network') {
    return { sentence: pauseSentence(speech, pause, state.now), help: pauseHelp[pause.kind] };
  }
  if (store.setAside && store.salvaged === 0) return { sentence: speech.t('storeSetAside') };
  if (store.rewritten > 0) return { sentence: speech.t('storeRewritten') };
  const { failure } = snapshot.directory;
  // The status bar reports a missing network, and a key that may not read has words of its own.
  if (!failure || offlineOf(state) || failure.code === 'permission-missing') return null;
  return { sentence: troubleSentence(speech, failure, snapshot.platform), help: helpAgainst[failure.code] };
}
