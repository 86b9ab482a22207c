import { app, session } from 'electron';
import type { Log } from '../../log/log.ts';

/**
 * Denies the page everything that it does not need: navigation, the network, downloads, new windows, web views, every
 * permission and every device. Call it after `ready` and before the first window is made.
 */
export function shutDoors(log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void }): void => {
      event.preventDefault();
      log.warn('navigation refused');
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', stay);
    contents.setWindowOpenHandler(() => {
      log.warn('window refused');
      return { action: 'deny' };
    });
    // WebRTC packets are no requests, so the filter below does not see them.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
  const { defaultSession } = session;
  const own = app.isPackaged ? ['app:'] : ['app:', 'devtools:'];
  defaultSession.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const cancel = !own.includes(URL.parse(url)?.protocol ?? '');
    if (cancel) log.warn('request refused', { type: resourceType });
    answer({ cancel });
  });
  defaultSession.on('will-download', event => {
    event.preventDefault();
    log.warn('download refused');
  });
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  // It would download dictionaries.
  defaultSession.setSpellCheckerEnabled(false);
}
