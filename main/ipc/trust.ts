/** As much of Electron's `WebFrameMain` as the check looks at. */
interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/** As much of Electron's `IpcMainInvokeEvent` as the check looks at. */
export interface Caller {
  readonly sender: object;
  /** Null when the frame has navigated away or died since it called. */
  readonly senderFrame: Frame | null;
}

/**
 * True only for the popup's own page: the contents are ours, and the frame is the top one and shows `app://ui/…`.
 * Compares scheme and host, since the origin of a custom scheme is the text `null`.
 */
export function isTrusted(caller: Caller, isOurs: (contents: object) => boolean): boolean {
  const frame = caller.senderFrame;
  if (frame === null || frame.parent !== null || !isOurs(caller.sender)) return false;
  const url = URL.parse(frame.url);
  return url !== null && url.protocol === 'app:' && url.host === 'ui';
}
