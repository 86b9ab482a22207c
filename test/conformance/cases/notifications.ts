import { type Area, later, listen, next } from '../case.ts';

export const notifications: Area = {
  area: 'notifications',
  cases: [
    {
      says: 'whether there are notifications is a boolean',
      from: 'docs/api/notification.md#notificationissupported',
      see: ({ electron: { Notification } }) => typeof Notification.isSupported(),
      is: 'boolean',
    },
    {
      says: 'title and body are read back',
      from: 'docs/api/notification.md#instance-properties',
      see: ({ electron: { Notification } }) => {
        const { title, body } = new Notification({ title: 'Delivered', body: 'One deal' });
        return [title, body];
      },
      is: ['Delivered', 'One deal'],
    },
    {
      says: 'one that is shown says so',
      from: 'docs/api/notification.md#event-show',
      needs: ['clickNotification'],
      see: async ({ electron: { Notification } }) => {
        const notification = new Notification({ title: 'Delivered', body: 'One deal' });
        const seen = listen(notification, ['show', 'failed', 'click']);
        notification.show();
        await later(20);
        notification.close();
        return seen;
      },
      is: ['show'],
    },
    {
      says: 'a click on it is told',
      from: 'docs/api/notification.md#event-click',
      needs: ['clickNotification'],
      see: async ({ electron: { Notification }, hands }) => {
        const notification = new Notification({ title: 'Delivered', body: 'One deal' });
        const seen = listen(notification, ['click']);
        notification.show();
        await later(20);
        await hands.clickNotification?.();
        return seen;
      },
      is: ['click'],
    },
    {
      says: 'to close one that was never shown does nothing',
      from: 'shell/browser/api/electron_api_notification.cc:273',
      see: async ({ electron: { Notification } }) => {
        const notification = new Notification({ title: 'Delivered', body: 'One deal' });
        const seen = listen(notification, ['close']);
        notification.close();
        await later(20);
        return seen;
      },
      is: [],
    },
    {
      says: 'one that the user closes says so',
      from: 'docs/api/notification.md#event-close',
      needs: ['closeNotification'],
      see: async ({ electron: { Notification }, hands }) => {
        const notification = new Notification({ title: 'Delivered', body: 'One deal' });
        const seen = listen(notification, ['click', 'close']);
        notification.show();
        await later(20);
        await hands.closeNotification?.();
        return seen;
      },
      is: ['close'],
    },
    {
      says: 'one that fails says so with the reason, later than show() returns, and is not shown',
      from: 'docs/api/notification.md#event-failed-macos-windows',
      under: ['failing-notifications'],
      see: async ({ electron: { Notification } }) => {
        const notification = new Notification({ title: 'Delivered', body: 'One deal' });
        const seen = listen(notification, ['show', 'failed']);
        const failed = next(notification, 'failed');
        notification.show();
        const atOnce = seen.length;
        const [, reason] = await failed;
        return [atOnce, typeof reason, ...seen];
      },
      is: [0, 'string', 'failed'],
    },
    {
      says: 'one may be made without a body',
      from: 'docs/api/notification.md#new-notificationoptions',
      see: ({ electron: { Notification } }) => new Notification({ title: 'Delivered' }).body,
      is: '',
    },
  ],
};
