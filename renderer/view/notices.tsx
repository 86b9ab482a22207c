import type { ChangeView, Pause } from '../../main/contract/change.ts';
import { pauseSentence, troubleSentence } from '../i18n/sentences.ts';
import type { Speech } from '../i18n/speak.ts';
import type { TextKey } from '../i18n/words.ts';
import { ask, type Intent } from '../state/model/event.ts';
import type { Notice, ShownFailure } from '../state/model/news.ts';
import { offlineOf, type State } from '../state/model/state.ts';
import { type NoStages, noticeSentence, whyNoStages } from './notice-sentence.ts';
import { Icon, IconButton, type IconName } from './parts/icon.tsx';
import { useUi } from './parts/ui.ts';
import { UpdateOffer } from './update-offer.tsx';

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
      {!lasting && !sentence && <UpdateOffer />}
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
  ...{ timeout: null, 'not-our-api': null, 'api-address': null, 'api-elsewhere': null },
  ...{ 'api-changed': null, 'api-declined': null },
  ...{ 'disk-full': null, 'disk-failing': null, 'store-newer': null, 'store-moved': null, internal: null },
  ...{ 'not-erased': null, 'hotkey-taken': null, 'hotkey-malformed': null, 'too-late': null, outdated: null },
  ...{ 'not-undoable': null, 'already-there': null, 'wrong-account': null, 'malformed-request': null },
};

/** What helps when stages are unknown, by the reason. */
const stagesHelp: Readonly<Record<NoStages, HelpName | null>> = {
  noStages: 'sync',
  noOtherStages: 'sync',
  stagesAsked: null,
  stagesUntold: 'keys-page',
  pipelineUnknown: 'keys-page',
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
