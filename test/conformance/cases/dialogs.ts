import { type Area, hear, later, next, refusal } from '../case.ts';
import { withWindow } from '../fixture/popup.ts';

export const dialogs: Area = {
  area: 'dialogs',
  cases: [
    {
      says: 'options of a wrong kind are thrown at once',
      from: 'lib/browser/api/dialog.ts:98',
      see: ({ electron: { dialog } }) => refusal(() => dialog.showSaveDialog({ title: 1 as never })) !== '',
      is: true,
    },
    {
      says: 'a path that was chosen is answered',
      from: 'docs/api/dialog.md#dialogshowsavedialogwindow-options',
      needs: ['answer'],
      see: async ({ electron: { dialog }, hands }) => {
        const asked = dialog.showSaveDialog({ defaultPath: 'history.csv' });
        await hands.answer?.({ path: '/tmp/history.csv' });
        return asked;
      },
      is: { canceled: false, filePath: '/tmp/history.csv' },
    },
    {
      says: 'one that was dismissed answers an empty path, and rejects nothing',
      from: 'docs/api/dialog.md#dialogshowsavedialogwindow-options',
      needs: ['answer'],
      see: async ({ electron: { dialog }, hands }) => {
        const asked = dialog.showSaveDialog({ defaultPath: 'history.csv' });
        await hands.answer?.({ path: null });
        return asked;
      },
      is: { canceled: true, filePath: '' },
    },
    {
      says: 'a question answers with the button that was chosen, and dismissed with the one that is to cancel it',
      from: 'docs/api/dialog.md#dialogshowmessageboxwindow-options',
      needs: ['answer'],
      see: async ({ electron: { dialog }, hands }) => {
        const responses: number[] = [];
        for (const answer of [{ button: 0 }, {}]) {
          const asked = dialog.showMessageBox({ message: 'Use it?', buttons: ['Yes', 'Keep'], cancelId: 1 });
          await hands.answer?.(answer);
          responses.push((await asked).response);
        }
        return responses;
      },
      is: [0, 1],
    },
    {
      says: 'a dialog takes the focus from its window, and gives it back',
      from: 'docs/api/dialog.md',
      needs: ['answer'],
      see: host =>
        withWindow(host, async window => {
          const focused = next(window, 'focus');
          window.show();
          await focused;
          const seen = await hear(window, ['focus', 'blur'], async () => {
            const asked = host.electron.dialog.showSaveDialog(window, {});
            await later();
            await host.hands.answer?.({ path: null });
            await asked;
            await later(20);
          });
          return seen;
        }),
      is: ['blur', 'focus'],
    },
    {
      says: 'a dialog of another program takes the focus as well, and the window stays visible',
      from: 'docs/api/browser-window.md#event-blur',
      needs: ['dialogElsewhere'],
      see: host =>
        withWindow(host, async window => {
          const focused = next(window, 'focus');
          window.show();
          await focused;
          await host.hands.dialogElsewhere?.(true);
          const during = [window.isVisible(), window.isFocused()];
          await host.hands.dialogElsewhere?.(false);
          return [...during, window.isFocused()];
        }),
      is: [true, false, true],
    },
  ],
};
