import type { Known } from '../../../main/contract/snapshot.ts';
import { Combo } from '../parts/combo.tsx';
import { HotkeyNote, HotkeyTest } from '../parts/hotkey-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useUi } from '../parts/ui.ts';
import { KeychainNote, KeyForm } from './key-form.tsx';

/** The first minute: a key or sample data, then what the key may do and the list filling up. */
export function FirstRun() {
  const { state, send, speech } = useUi();
  if (state.key.accepted) return <Ready />;
  return (
    <div class="first">
      <Logo />
      <h1 class="hero">{speech.t('welcome')}</h1>
      <p class="muted">{speech.t('welcomeHint')}</p>
      <KeychainNote />
      <KeyForm prominent />
      <div class="or">
        <span>{speech.t('or')}</span>
      </div>
      <button type="button" class="wide" onClick={() => send({ type: 'use-sample' })}>
        <Icon name="flask" />
        {speech.t('trySample')}
      </button>
    </div>
  );
}

function Ready() {
  const { state, send, speech } = useUi();
  const { account, directory, settings } = state.snapshot ?? {};
  if (!account || !directory || !settings) return null;
  const { known, total } = directory;
  return (
    <div class="first">
      <Logo />
      <h1 class="hero" id="ready">
        {speech.t('ready')}
      </h1>
      {account.kind === 'key' && (
        <ul class="permissions" id="may">
          <Permission label={speech.t('mayRead')} known={account.read} />
          <Permission label={speech.t('mayWrite')} known={account.write} />
        </ul>
      )}
      {account.kind === 'key' && account.read === 'no' && (
        <p class="note">
          <Icon name="alert" />
          {speech.t((state.snapshot?.pipelines ?? []).length > 0 ? 'noReadHint' : 'stagesUntold')}
        </p>
      )}
      {account.kind === 'key' && account.write === 'no' && (
        <p class="note">
          <Icon name="alert" />
          {speech.t('mayNotWrite')}
        </p>
      )}
      <KeychainNote />
      {directory.phase === 'loading' && (
        <div class="filling">
          <progress aria-label={speech.t('loading')} {...(total ? { value: known, max: total } : {})} />
          <span class="muted">
            {total === null
              ? speech.t('loading')
              : speech.t('loadingSome', { known: speech.number(known), total: speech.number(total) })}
          </span>
        </div>
      )}
      {directory.phase === 'idle' && known > 0 && <p class="muted">{speech.n('count', known)}</p>}
      <p class="muted hotkey-hint" id="ready-hotkey">
        {state.snapshot?.hotkeys.hotkey !== 'off' && (
          <>
            {speech.t('hotkeyHint')} <Combo keys={settings.hotkey} />
          </>
        )}
        <HotkeyTest name="hotkey" />
      </p>
      {state.settings.trouble?.field === 'hotkey' && <Refusal trouble={state.settings.trouble.trouble} />}
      <HotkeyNote isBrief />
      <button
        type="button"
        id="begin"
        class="primary wide"
        aria-describedby="ready may ready-hotkey"
        onClick={() => send({ type: 'begin' })}
      >
        {speech.t('begin')}
      </button>
    </div>
  );
}

const marks = { yes: 'check', no: 'cross', unknown: 'help' } as const;
const words = { yes: 'yes', no: 'no', unknown: 'untried' } as const;

export function Permission({ label, known }: { readonly label: string; readonly known: Known }) {
  const { speech } = useUi();
  return (
    <li class={`permission ${known}`}>
      <Icon name={marks[known]} />
      <span>{label}</span>
      <span class="muted">{speech.t(words[known])}</span>
    </li>
  );
}

function Logo() {
  return (
    <svg class="logo" viewBox="0 0 48 48" aria-hidden="true">
      <rect width="48" height="48" rx="12" />
      <path d="M27.5 8 12 27h10l-2.5 13L36 20.5H25.5L27.5 8Z" />
    </svg>
  );
}
