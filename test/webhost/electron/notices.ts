import type { Dialog, Notification, NotificationConstructorOptions } from 'electron';
import * as v from 'valibot';
import type { Doers } from '../lines.ts';
import { checked, constructible, type Emitting, emitting, strict } from '../strict.ts';
import type { World } from '../world.ts';

const notificationOptions = v.strictObject({
  id: v.exactOptional(v.string()),
  title: v.exactOptional(v.string(), ''),
  subtitle: v.exactOptional(v.string()),
  body: v.exactOptional(v.string(), ''),
  silent: v.exactOptional(v.boolean()),
  icon: v.exactOptional(v.any()),
  urgency: v.exactOptional(v.picklist(['normal', 'critical', 'low'])),
  timeoutType: v.exactOptional(v.picklist(['default', 'never'])),
} satisfies { [K in keyof NotificationConstructorOptions]: v.GenericSchema });

type Answer = Parameters<Doers['dialog']>[0];

/** `Notification` and `dialog`: what the system puts before the user. */
export function createNotices(world: World) {
  const shown = new Map<number, Emitting<object>>();
  const answers: Answer[] = [];
  const asking: ((answer: Answer) => void)[] = [];
  let lastId = 0;

  const notify = (given: unknown): object => {
    world.needsReady('Notification');
    const options = checked('Notification', notificationOptions, given ?? {});
    lastId += 1;
    const id = lastId;
    const members = {
      title: options.title,
      body: options.body,
      show: () => {
        shown.set(id, notification);
        world.tell({ event: 'notification', id, title: options.title, body: options.body });
        notification.fire('show');
      },
      close: () => {
        if (shown.delete(id)) notification.fire('close');
      },
    } satisfies Partial<Notification>;
    const notification: Emitting<object> = emitting(
      'Notification',
      ['show', 'click', 'close', 'failed', 'action'],
      members,
    );
    return notification.face;
  };

  /** An answer that came first is used up first; otherwise the dialog stays open until one comes. */
  const ask = (): Promise<Answer> => {
    const early = answers.shift();
    return early === undefined ? new Promise(resolve => asking.push(resolve)) : Promise.resolve(early);
  };
  /** Dialogs take an optional window first. */
  const optionsOf = <T>(args: readonly unknown[]): T => (args.length > 1 ? args[1] : args[0]) as T;

  const dialog = strict('dialog', {
    showSaveDialog: async (...args: unknown[]) => {
      world.needsReady('dialog');
      const { title = '', defaultPath = '' } = optionsOf<Electron.SaveDialogOptions>(args);
      world.tell({ event: 'dialog', kind: 'save', title, text: defaultPath, buttons: [] });
      const { path = null } = await ask();
      return { canceled: path === null, filePath: path ?? '' };
    },
    showMessageBox: async (...args: unknown[]) => {
      world.needsReady('dialog');
      const { title = '', message, buttons = [], cancelId = 0 } = optionsOf<Electron.MessageBoxOptions>(args);
      world.tell({ event: 'dialog', kind: 'message', title, text: message, buttons });
      const { button = cancelId } = await ask();
      return { response: button, checkboxChecked: false };
    },
    showErrorBox: (title, text) => {
      world.tell({ event: 'dialog', kind: 'error', title, text, buttons: [] });
    },
  } satisfies Partial<Dialog>);

  const doers: Pick<Doers, 'notification-click' | 'dialog'> = {
    'notification-click': ({ notification: id = lastId }) => {
      const one = shown.get(id);
      if (one === undefined) throw new Error(`webhost: no notification ${id} is shown`);
      shown.delete(id);
      one.fire('click');
    },
    dialog: answer => {
      const open = asking.shift();
      if (open === undefined) answers.push(answer);
      else open(answer);
    },
  };
  const Notification = constructible('Notification', notify, { isSupported: () => true });
  return { Notification, dialog, doers };
}
