import { join } from 'node:path';
import { app } from 'electron';
import type { Opportunity } from '../contract/model.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { SystemNotice } from './notifications/notices.ts';
import { createNotifier } from './notifications/notifier.ts';
import type { createTrayPopup } from './popup/popup.ts';
import type { createPopupHotkeys } from './popup-hotkeys.ts';
import { createTray } from './tray/tray.ts';
import { recentLabel, type TrayActions } from './tray/tray-menu.ts';

export interface TrayNoticesDeps {
  readonly popup: ReturnType<typeof createTrayPopup>;
  readonly hotkeys: ReturnType<typeof createPopupHotkeys>;
  readonly snapshot: () => Snapshot;
  /** The freshest rows. */
  readonly recent: (limit: number) => readonly Opportunity[];
}

/** How many notices that no notification has told stand in the tray's menu, the newest ones. */
const mostUntold = 3;

/** The tray and the notifications: what one of these could not tell, the tray's menu says until the popup is shown. */
export function createTrayNotices({ popup, hotkeys, snapshot, recent }: TrayNoticesDeps) {
  let tray: ReturnType<typeof createTray> | null = null;
  let untold: readonly SystemNotice[] = [];
  const stateOf = (now: Snapshot) => ({
    language: now.language,
    pending: now.pending,
    needsYou: now.needsYou,
    online: now.network !== 'offline',
    recent: recent(8).map(row => ({ id: row.id, label: recentLabel(row, now.language) })),
    update: now.update.state === 'ready' ? now.update.version : null,
    hotkey: hotkeys.state('hotkey') === 'off' ? null : hotkeys.current('hotkey'),
    untold,
  });
  const tellInTray = (notices: readonly SystemNotice[]): void => {
    untold = notices;
    tray?.update(stateOf(snapshot()));
  };
  const notifier = createNotifier({
    language: () => snapshot().language,
    wanted: () => snapshot().settings.notifications,
    onOpen: view => popup.show(view),
    untold: notice => tellInTray([...untold, notice].slice(-mostUntold)),
  });

  return {
    notify: notifier.notify,
    /** The popup was shown, and says itself what no notification has told. */
    popupShown(): void {
      if (untold.length > 0) tellInTray([]);
    },
    /** Puts the icon into the tray. */
    open(actions: Pick<TrayActions, 'sync' | 'restart' | 'quit'>): void {
      tray = createTray({
        actions: {
          ...actions,
          open: () => popup.show(),
          openUntold: view => popup.show(view),
          openRecent: id => popup.show('search', { text: id, opportunity: id, stage: null }),
          showPending: () => popup.show('pending'),
          settings: () => popup.show('settings'),
        },
        pictures: join(app.getAppPath(), 'assets', 'tray'),
        first: stateOf(snapshot()),
        onClick: popup.toggleFromTray,
      });
    },
    update: (now: Snapshot): void => tray?.update(stateOf(now)),
    stop: notifier.stop,
    destroy: (): void => tray?.destroy(),
  };
}
