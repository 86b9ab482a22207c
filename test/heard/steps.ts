import type { Speech } from '../../renderer/i18n/speak.ts';

/** What is done at the desk. `keys` are xdotool's names, one press after another. */
export type Deed =
  | { readonly do: 'press'; readonly keys: readonly string[] }
  | { readonly do: 'type'; readonly text: string }
  /** The hotkey, until the popup is shown. */
  | { readonly do: 'summon' }
  | { readonly do: 'network'; readonly online: boolean }
  /** A colleague moves the opportunity to another stage, once what was read of it is no longer trusted without a look. */
  | { readonly do: 'conflict'; readonly opportunity: string; readonly stage: string };

/** One step: what is done, and what should be voiced after it, in this order; of a list, any of its texts. */
export interface HeardStep {
  readonly what: string;
  /** Not judged. */
  readonly before?: readonly Deed[];
  readonly deed: Deed;
  readonly says: readonly (string | readonly string[])[];
}

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

const press = (...keys: string[]): Deed => ({ do: 'press', keys });
const type = (text: string): Deed => ({ do: 'type', text });
const stageCalled = (speech: Speech, name: string): string => speech.stage({ id: name as never, name });

/**
 * A day with the popup in one language, from the first run to a settled conflict. `actor` is the opportunity on top of the rows for
 * `sil`; it stands in the proposal stage.
 */
export function stepsIn(speech: Speech, { id, name, key }: Actor): readonly HeardStep[] {
  const { t, n } = speech;
  const [proposal, won, lost] = ['proposal', 'won', 'lost'].map(one => stageCalled(speech, one));
  if (proposal === undefined || won === undefined || lost === undefined) throw new Error('three stages');
  const moved = t('saidMove', { word: t('saved'), name, stage: won });
  const undo = t('saidUndo', { keys: 'Ctrl Z' });
  const back = [t('saidBackIn', { name, stage: proposal }), t('saidGoesBack', { name, stage: proposal })];
  const box = t('box');
  const here = `${name}, ${proposal}`;
  return [
    {
      what: 'the first run',
      before: [{ do: 'summon' }, press('Tab')],
      deed: press('shift+Tab'),
      says: [t('key'), t('keyGoesTo')],
    },
    {
      what: 'a wrong key',
      before: [type('gr_live_0123456789abcdef')],
      deed: press('Return'),
      says: [t('fail_key-invalid')],
    },
    {
      what: 'the right key',
      before: [press('ctrl+a'), type(key)],
      deed: press('Return'),
      says: [t('ready')],
    },
    { what: 'the box', deed: press('Return'), says: [[t('recent'), box]] },
    { what: 'three letters', deed: type('sil'), says: [here] },
    { what: 'the next row', deed: press('Down'), says: ['Silva', '2 of 20'] },
    { what: 'the row before', deed: press('Up'), says: [name, '1 of 20'] },
    { what: 'another letter', deed: type('v'), says: [name] },
    { what: 'a letter taken back', deed: press('BackSpace'), says: [here] },
    {
      what: 'the stages',
      deed: press('Return'),
      says: [t('stagesOf', { name, stage: proposal }), t('next')],
    },
    {
      what: 'a stage that ends',
      deed: press('Down'),
      says: [t('closing'), `6 ${won}`, '6 of 7', t('stampForever')],
    },
    { what: 'the other stage that ends', deed: press('Down'), says: [`7 ${lost}`, '7 of 7'] },
    { what: 'back to the rows', deed: press('Escape'), says: [here] },
    {
      what: 'the menu of a row',
      deed: press('ctrl+k'),
      says: [t('menuOf', { name }), t('menuMove')],
    },
    { what: 'the last of the menu', deed: press('Up'), says: ['9 of 9'] },
    { what: 'out of the menu', deed: press('Escape'), says: [here] },
    { what: 'the details', deed: press('ctrl+i'), says: [t('detailsOf', { name })] },
    { what: 'out of the details', deed: press('Escape'), says: [name, here] },
    {
      what: 'the stages of one that has ended',
      before: [press('Down')],
      deed: press('Return'),
      says: [`Letícia Silva Lima, ${lost}`],
    },
    { what: 'back to it', before: [press('Escape')], deed: press('Up'), says: [name] },
    { what: 'a row marked', deed: press('shift+Down'), says: [n('saidMarked', 1, { name })] },
    { what: 'a second one', deed: press('shift+Down'), says: ['2 of 20', n('marked', 2)] },
    {
      what: 'the stages of both',
      deed: press('Return'),
      says: [`${n('count', 2)}: ${name}`],
    },
    { what: 'an end for both', deed: press('6'), says: [n('severalAsk', 2, { stage: won })] },
    { what: 'the end let be', deed: press('Escape'), says: [`${t('stages')}: ${n('count', 2)}`] },
    { what: 'back to the marked', deed: press('Escape'), says: [name] },
    { what: 'nothing marked', deed: press('Escape'), says: [name, t('noneMarked')] },
    {
      what: 'a pick',
      before: [press('ctrl+a'), type('sil'), press('Return')],
      deed: press('6'),
      says: [moved, undo],
    },
    { what: 'the undo', before: [{ do: 'summon' }], deed: press('ctrl+z'), says: [back] },
    {
      what: 'no pending change',
      before: [{ do: 'summon' }],
      deed: press('ctrl+p'),
      says: [t('pendingNoneHint')],
    },
    { what: 'out of the pending list', deed: press('Escape'), says: [[box, t('recent')]] },
    { what: 'the history', deed: press('ctrl+y'), says: [t('historySearch')] },
    {
      what: 'a search in the history',
      deed: type('jo'),
      says: [[1, 2, 3].map(count => n('pendingCount', count))],
    },
    { what: 'out of the history', deed: press('Escape'), says: [[box, t('recent')]] },
    { what: 'the help', deed: press('F1'), says: [t('helpTitle'), t('key_choose')] },
    { what: 'out of the help', deed: press('Escape'), says: [[box, t('recent')]] },
    { what: 'the settings', deed: press('ctrl+comma'), says: [t('settings')] },
    {
      what: 'the question about the key',
      before: [press('Tab', 'Tab')],
      deed: press('Return'),
      says: [t('keyRemoveSure').slice(0, 20)],
    },
    { what: 'the question let be', deed: press('Escape'), says: [t('settings')] },
    { what: 'out of the settings', deed: press('Escape'), says: [[box, t('recent')]] },
    { what: 'the network lost', deed: { do: 'network', online: false }, says: [t('pause_network')] },
    {
      what: 'a pick without a network',
      before: [type('sil'), press('Return')],
      deed: press('6'),
      says: [moved, undo],
    },
    {
      what: 'a conflict',
      before: [{ do: 'summon' }, { do: 'conflict', opportunity: id, stage: 'lost' }],
      deed: { do: 'network', online: true },
      says: [t('saidConflict', { name, stage: lost, keys: 'Ctrl P' })],
    },
    {
      what: 'the card of the conflict',
      deed: press('ctrl+p'),
      says: [`${t('server')}: ${lost}`, `${t('answer_keep-theirs')} K`],
    },
    { what: 'its answer', deed: press('k'), says: [t('saidKeptTheirs', { name, stage: lost })] },
  ];
}
