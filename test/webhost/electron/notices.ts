import type {
  Dialog,
  MessageBoxOptions,
  Notification,
  NotificationConstructorOptions,
  SaveDialogOptions,
} from 'electron';
import * as v from 'valibot';
import type { Doers, HostEvent } from '../lines.ts';
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

const saveOptions = v.strictObject({
  title: v.exactOptional(v.string()),
  message: v.exactOptional(v.string()),
  defaultPath: v.exactOptional(v.string()),
  buttonLabel: v.exactOptional(v.string()),
  filters: v.exactOptional(v.array(v.strictObject({ name: v.string(), extensions: v.array(v.string()) }))),
  properties: v.exactOptional(
    v.array(
      v.picklist(['showHiddenFiles', 'createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent']),
    ),
  ),
} satisfies { [K in keyof SaveDialogOptions]: v.GenericSchema });
const messageOptions = v.strictObject({
  title: v.exactOptional(v.string()),
  message: v.string(),
  type: v.exactOptional(v.picklist(['none', 'info', 'error', 'question', 'warning'])),
  buttons: v.exactOptional(v.array(v.string())),
  detail: v.exactOptional(v.string()),
  defaultId: v.exactOptional(v.number()),
  cancelId: v.exactOptional(v.number()),
  noLink: v.exactOptional(v.boolean()),
} satisfies { [K in keyof MessageBoxOptions]: v.GenericSchema });

type Answer = Parameters<Doers['dialog']>[0];
type Told = Extract<HostEvent, { event: 'dialog' }>;

/** What a server with `body-markup` shows on Linux: Electron hands it the body as it is. Text that is no markup is refused. */
function seenBody(body: string): string {
  if (process.platform !== 'linux') return body;
  if (/<|&(?!(amp|lt|gt|quot|apos);)/.test(body)) throw new Error(`webhost: '${body}' is read as markup`);
  return body.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** `Notification` and `dialog`: what the system puts before the user. */
export function createNotices(world: World) {
  const shown = new Map<number, Emitting<object>>();
  const answers: Answer[] = [];
  const asking: ((answer: Answer) => void)[] = [];
  let lastId = 0;

  const notify = (given: unknown): object => {
    world.needsReady('Cannot create Notification before app is ready');
    const options = checked('Notification', notificationOptions, given ?? {});
    lastId += 1;
    const id = lastId;
    const members = {
      title: options.title,
      body: options.body,
      show: () => {
        if (world.mode.has('failing-notifications')) {
          setImmediate(() =>
            notification.fire('failed', 'Notifications are not allowed for this application'),
          );
          return;
        }
        shown.set(id, notification);
        world.tell({ event: 'notification', id, title: options.title, body: seenBody(options.body) });
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
  /** A dialog has the focus while it is open, and gives it back to the window it belongs to. */
  const open = async (args: readonly unknown[], told: Omit<Told, 'event'>): Promise<Answer> => {
    const parent = [...world.windows].find(({ face }) => args.length > 1 && face === args[0]);
    for (const window of world.windows) window.blur();
    world.tell({ event: 'dialog', ...told });
    const answer = await ask();
    parent?.focus();
    return answer;
  };
  /** Dialogs take an optional window first. */
  const optionsIn = (args: readonly unknown[]): unknown => {
    world.needsReady('dialog module can only be used after app is ready');
    return args.length > 1 ? args[1] : args[0];
  };

  const save = async (args: readonly unknown[], options: v.InferOutput<typeof saveOptions>) => {
    const { title = '', defaultPath = '' } = options;
    const { path = null } = await open(args, { kind: 'save', title, text: defaultPath, buttons: [] });
    return { canceled: path === null, filePath: path ?? '' };
  };
  const message = async (args: readonly unknown[], options: v.InferOutput<typeof messageOptions>) => {
    const { title = '', message: text, buttons = [], cancelId = 0 } = options;
    const { button = cancelId } = await open(args, { kind: 'message', title, text, buttons });
    return { response: button, checkboxChecked: false };
  };

  /** Wrong options, and asking too early, are thrown at once and are no rejections. */
  const dialog = strict('dialog', {
    showSaveDialog: (...args: unknown[]) => {
      const options = checked('showSaveDialog', saveOptions, optionsIn(args));
      return save(args, options);
    },
    showMessageBox: (...args: unknown[]) => {
      const options = checked('showMessageBox', messageOptions, optionsIn(args));
      return message(args, options);
    },
    showErrorBox: (title, text) => {
      world.tell({ event: 'dialog', kind: 'error', title, text, buttons: [] });
    },
  } satisfies Partial<Dialog>);

  const doers: Pick<Doers, 'notification-click' | 'notification-close' | 'dialog'> = {
    'notification-click': ({ notification: id = lastId }) => {
      const one = shown.get(id);
      if (one === undefined) throw new Error(`webhost: no notification ${id} is shown`);
      shown.delete(id);
      one.fire('click');
    },
    'notification-close': () => {
      const one = shown.get(lastId);
      if (one === undefined) throw new Error('webhost: no notification is shown');
      shown.delete(lastId);
      one.fire('close');
    },
    dialog: answer => {
      const waiting = asking.shift();
      if (waiting === undefined) answers.push(answer);
      else waiting(answer);
    },
  };
  const Notification = constructible('Notification', notify, { isSupported: () => true });
  return { Notification, dialog, doers };
}
