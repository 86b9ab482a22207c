import { type Area, refusal } from '../case.ts';
import { requests } from '../fixture/ui.ts';
import { fixtureUrl } from '../fixture/window.ts';

/** The app's own scheme, what answers it, and the policy that it sends along. */
export const protocol: Area = {
  area: 'protocol',
  cases: [
    {
      says: 'the page is at the address of the scheme, and the handler was asked for it by GET',
      from: 'docs/api/protocol.md#protocolhandlescheme-handler',
      seePage: ({ window }) => [
        window.webContents.getURL(),
        requests.find(({ url }) => url === fixtureUrl)?.method,
      ],
      is: [fixtureUrl, 'GET'],
    },
    {
      says: 'a relative address is resolved against the page, as a standard scheme has it',
      from: 'docs/api/protocol.md#protocolregisterschemesasprivilegedcustomschemes',
      seePage: () => requests.some(({ url }) => url === 'app://ui/page.js'),
      is: true,
    },
    {
      says: 'Node knows no origin of the scheme, so that the host has to be compared',
      from: 'docs/api/web-frame-main.md#frameorigin-readonly',
      see: () => [new URL(fixtureUrl).origin, new URL(fixtureUrl).protocol, new URL(fixtureUrl).host],
      is: ['null', 'app:', 'ui'],
    },
    {
      says: 'a scheme has one handler, and says whether it has one',
      from: 'lib/browser/api/protocol.ts:162',
      seePage: (_page, { electron: { protocol: protocols } }) => [
        protocols.isProtocolHandled('app'),
        protocols.isProtocolHandled('other'),
        refusal(() => protocols.handle('app', () => new Response(''))) !== '',
        refusal(() => protocols.unhandle('other')) !== '',
      ],
      is: [true, false, true, true],
    },
    {
      says: 'a page of a secure scheme is a secure context',
      from: 'docs/api/structures/custom-scheme.md',
      seePage: ({ run }) => run(() => window.isSecureContext, null),
      is: true,
    },
    {
      says: 'the page has storage of its own, as a standard scheme has it',
      from: 'docs/api/protocol.md#protocolregisterschemesasprivilegedcustomschemes',
      seePage: ({ run }) =>
        run(() => {
          localStorage.setItem('conformance', 'kept');
          const kept = localStorage.getItem('conformance');
          localStorage.removeItem('conformance');
          return kept;
        }, null),
      is: 'kept',
    },
    {
      says: 'the policy in the header of the answer holds: no script in the document, none from a text',
      from: 'docs/tutorial/security.md#7-define-a-content-security-policy',
      seePage: ({ run }) =>
        run(async () => {
          const script = document.createElement('script');
          script.textContent = 'window.inline = true';
          document.head.append(script);
          script.remove();
          // In a task of the page's own: what a driver runs may evaluate texts.
          const evaluated = await new Promise(resolve => {
            setTimeout(() => {
              try {
                // biome-ignore lint/security/noGlobalEval: that it is refused is what is asked.
                resolve(String(globalThis.eval('1 + 1')));
              } catch {
                resolve('refused');
              }
            });
          });
          return ['inline' in window, evaluated];
        }, null),
      is: [false, 'refused'],
    },
    {
      says: 'a page without connect-src and without supportFetchAPI fetches nothing, not even its own files',
      from: 'docs/api/structures/custom-scheme.md',
      seePage: ({ run }) =>
        run(async () => {
          const tried = ['page.js', 'app://ui/page.js', 'https://example.com/'];
          return Promise.all(
            tried.map(url =>
              fetch(url).then(
                () => 'fetched',
                () => 'refused',
              ),
            ),
          );
        }, null),
      is: ['refused', 'refused', 'refused'],
    },
    {
      says: 'an image of the scheme is asked for, and one that the handler answers with 404 is an error in the page',
      from: 'docs/api/protocol.md#protocolhandlescheme-handler',
      seePage: async ({ run }) => {
        const seen = await run(
          () =>
            new Promise(resolve => {
              const image = new Image();
              image.onload = () => resolve('load');
              image.onerror = () => resolve('error');
              image.src = 'missing.png?x=1';
            }),
          null,
        );
        return [seen, requests.some(({ url }) => url === 'app://ui/missing.png?x=1')];
      },
      is: ['error', true],
    },
    {
      says: 'steps upward in an address are gone before the handler sees it',
      from: 'docs/api/protocol.md#protocolregisterschemesasprivilegedcustomschemes',
      seePage: async ({ run }) => {
        await run(
          () =>
            new Promise(resolve => {
              const image = new Image();
              image.onload = resolve;
              image.onerror = resolve;
              image.src = '../../up/../secret.png';
            }),
          null,
        );
        return requests.filter(({ url }) => url.includes('secret')).map(({ url }) => url);
      },
      is: ['app://ui/secret.png'],
    },
    {
      says: 'the policy that the app sent is the one that was meant',
      from: 'docs/tutorial/security.md#7-define-a-content-security-policy',
      seePage: ({ run }) =>
        run(
          () =>
            new Promise(resolve => {
              document.addEventListener(
                'securitypolicyviolation',
                event => resolve(event.effectiveDirective),
                { once: true },
              );
              const image = new Image();
              image.src = 'https://example.com/x.png';
            }),
          null,
        ),
      is: 'img-src',
    },
    {
      says: 'an address that the app cancels is not loaded: loadURL rejects',
      from: 'lib/browser/api/web-contents.ts:371',
      see: async ({ electron: { BrowserWindow: Window, session } }) => {
        const window = new Window({ show: false });
        const { webRequest } = session.defaultSession;
        const outcome = (url: string) =>
          window.loadURL(url).then(
            () => 'loaded',
            () => 'rejected',
          );
        webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true }));
        const cancelled = await outcome('https://example.com/');
        webRequest.onBeforeRequest(null);
        window.destroy();
        return cancelled;
      },
      is: 'rejected',
    },
  ],
};
