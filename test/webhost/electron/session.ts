import type {
  CustomScheme,
  DownloadItem,
  OnBeforeRequestListenerDetails,
  Protocol,
  Session,
  WebContents,
  WebRequest,
} from 'electron';
import * as v from 'valibot';
import type { Doers } from '../lines.ts';
import { checked, emitting, strict } from '../strict.ts';
import type { World } from '../world.ts';

const early = 'Session can only be received when app is ready';

type SchemeHandler = Parameters<Protocol['handle']>[1];

const schemes = v.array(
  v.strictObject({
    scheme: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+.]*$/)),
    privileges: v.exactOptional(
      v.strictObject({
        standard: v.exactOptional(v.boolean()),
        secure: v.exactOptional(v.boolean()),
        supportFetchAPI: v.exactOptional(v.boolean()),
        corsEnabled: v.exactOptional(v.boolean()),
        stream: v.exactOptional(v.boolean()),
        codeCache: v.exactOptional(v.boolean()),
        // Electron would take these; no page of ours may have them.
        bypassCSP: v.exactOptional(v.literal(false)),
        allowServiceWorkers: v.exactOptional(v.literal(false)),
        allowExtensions: v.exactOptional(v.literal(false)),
      } satisfies { [K in keyof NonNullable<CustomScheme['privileges']>]: v.GenericSchema }),
    ),
  }),
);

/** `session` and `protocol`, and how the host asks what the app serves under its own schemes. */
export function createSession(world: World, fromPartition: (name: string) => Session) {
  const handlers = new Map<string, SchemeHandler>();
  const standard = new Set<string>();
  let registered = false;
  let onRequest: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  let onCheck: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  let beforeRequest: Parameters<WebRequest['onBeforeRequest']>[0] = null;
  let requests = 0;

  /** Whether the app cancels a request. Electron asks for every one of its session, whatever the scheme. */
  const cancels = (url: string, method: string): Promise<boolean> =>
    new Promise(resolve => {
      if (beforeRequest === null) return resolve(false);
      requests += 1;
      const details = {
        id: requests,
        url,
        method,
        resourceType: 'other',
        referrer: '',
        timestamp: Date.now(),
      };
      beforeRequest(details as OnBeforeRequestListenerDetails, answer => resolve(answer.cancel === true));
    });

  const inSession = {
    handle: (scheme, handler) => {
      world.needsReady(early);
      if (!standard.has(scheme))
        throw new Error(`webhost: ${scheme} was not registered as a standard scheme`);
      if (handlers.has(scheme)) throw new Error('Failed to register protocol: the scheme is already handled');
      handlers.set(scheme, handler);
    },
    unhandle: scheme => {
      if (!handlers.delete(scheme)) throw new Error('Failed to unregister protocol: it is not handled');
    },
    isProtocolHandled: scheme => handlers.has(scheme),
  } satisfies Partial<Protocol>;

  const webRequest = strict('session.webRequest', {
    onBeforeRequest: (listener: unknown) => {
      if (listener !== null && typeof listener !== 'function') {
        throw new Error('webhost: webRequest without a filter only');
      }
      beforeRequest = listener as typeof beforeRequest;
    },
  } satisfies Partial<Record<keyof WebRequest, unknown>>);

  const members = {
    webRequest: webRequest as unknown as WebRequest,
    protocol: strict('session.protocol', inSession) as unknown as Protocol,
    setPermissionRequestHandler: handler => {
      onRequest = handler;
    },
    setPermissionCheckHandler: handler => {
      onCheck = handler;
    },
    setDevicePermissionHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
    setSpellCheckerEnabled: () => undefined,
    resolveProxy: () => Promise.resolve('DIRECT'),
    setProxy: () => Promise.resolve(),
  } satisfies Partial<Session>;
  const { face, fire } = emitting('session', ['will-download'], members);

  const protocol = strict('protocol', {
    ...inSession,
    registerSchemesAsPrivileged: given => {
      if (world.ready) {
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      }
      if (registered) throw new Error('webhost: registerSchemesAsPrivileged can only be used once');
      registered = true;
      for (const { scheme, privileges } of checked('registerSchemesAsPrivileged', schemes, given)) {
        if (privileges?.standard === true) standard.add(scheme);
      }
    },
  } satisfies Partial<Protocol>);

  const doers: Pick<Doers, 'permission' | 'request' | 'download'> = {
    request: async ({ url }) => world.tell({ event: 'request', url, cancelled: await cancels(url, 'GET') }),
    download: ({ url }) => {
      const item = strict('downloadItem', { getURL: () => url } satisfies Partial<DownloadItem>);
      const [window] = world.windows;
      world.tell({ event: 'download', url, cancelled: fire('will-download', item, window?.contents.face) });
    },
    // Without a handler Electron says yes to both (shell/browser/electron_permission_manager.cc).
    permission: ({ permission }) => {
      const [window] = world.windows;
      const url = window?.contents.url() ?? '';
      const contents = (window?.contents.face ?? null) as WebContents;
      const details = { requestingUrl: url, isMainFrame: true };
      const held = onCheck === null || onCheck(contents, permission as 'hid', url, details as never);
      const tell = (granted: boolean): void => world.tell({ event: 'permission', permission, granted, held });
      if (onRequest === null || window === undefined) return tell(true);
      onRequest(contents, permission as 'unknown', tell, details);
    },
  };

  return {
    session: strict('session', {
      get defaultSession() {
        world.needsReady(early);
        return face as unknown as Session;
      },
      fromPartition,
    }),
    face,
    protocol,
    /** Asks the app's own handler of the request's scheme; null when it cancels the request or nothing handles it. */
    fetch: async (request: Request): Promise<Response | null> => {
      if (await cancels(request.url, request.method)) return null;
      return (await handlers.get(new URL(request.url).protocol.slice(0, -1))?.(request)) ?? null;
    },
    doers,
  };
}
