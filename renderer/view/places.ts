/** What the popup's first picture does not need where a key is known: a script of its own, read when the popup has been drawn. */

export { step } from '../state/step.ts';
export { Details } from './changes/details.tsx';
export { History } from './changes/history.tsx';
export { Pending } from './changes/pending.tsx';
export { Help } from './help.tsx';
export { Hint } from './hint.tsx';
export { FirstRun } from './key/first-run.tsx';
export { Notices } from './notices.tsx';
export { countSentence, newsSentence, receiptOf } from './said.ts';
export { FirstLines } from './search/first-lines.tsx';
export { MarksLine } from './search/marks-line.tsx';
export { Meant } from './search/meant.tsx';
export { Picker } from './search/picker.tsx';
export { RowMenu } from './search/row-menu.tsx';
export { SeveralPicker } from './search/several-picker.tsx';
export { WhoAreYou } from './search/who-are-you.tsx';
export { SettingsView as Settings } from './settings/settings.tsx';
export { SeveralToast } from './several-toast.tsx';
export { Toast } from './toast.tsx';
