import type { Targets } from './intruder.ts';

/**
 * A hostile script in the page: makes the requests that are easily forgotten, of elements, of styles, of modules and of what browsers have
 * for advertisers, to an address and to a name. Runs in the page, so it stands alone. Settles when nothing of it is under way any more.
 */
export async function requestInRarerWays({ host, tcp, domain }: Targets): Promise<void> {
  const made = (html: string) => () => {
    const part = document.createElement('div');
    part.innerHTML = html;
    document.body.append(part);
  };
  /** Of an object that not every Chromium has, which is then no way. */
  const by = (owner: object | undefined, name: string, ...given: readonly unknown[]): unknown => {
    const does: unknown = owner && Reflect.get(owner, name);
    return typeof does === 'function' ? Reflect.apply(does, owner, given) : undefined;
  };
  const part = (owner: object, name: string) => Reflect.get(owner, name) as object | undefined;
  const style = (text: string) => () => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: text }));
  };

  const ways = (url: string): Readonly<Record<string, () => unknown>> => ({
    'input-image': made(`<input type="image" src="${url}">`),
    'svg-image': made(`<svg><image href="${url}"/><use href="${url}#a"/></svg>`),
    poster: made(`<video poster="${url}"></video><audio src="${url}" autoplay></audio>`),
    track: made(`<video><track default kind="captions" src="${url}"></video>`),
    'source-set': made(`<picture><source srcset="${url}"><img></picture>`),
    'frame-text': made(`<iframe srcdoc='<img src="${url}"><script src="${url}"></script>'></iframe>`),
    'frame-data': made(`<iframe src='data:text/html,<img src="${url}">'></iframe>`),
    'fenced-frame': made(`<fencedframe src="${url}"></fencedframe>`),
    'style-import': style(`@import url(${url});`),
    'style-cursor': style(`* { cursor: url(${url}), auto }`),
    'style-font': style(`@font-face { font-family: y; src: url(${url}) } * { font-family: y }`),
    'style-svg': style(`* { filter: url(${url}#a); mask-image: url(${url}) }`),
    'import-of-module': () => import(url),
    'shared-worker': () => new SharedWorker(url),
    'service-worker': () => navigator.serviceWorker.register(url),
    'paint-worklet': () => by(part(CSS, 'paintWorklet'), 'addModule', url),
    'audio-worklet': () => new OfflineAudioContext(1, 1, 8_000).audioWorklet.addModule(url),
    assembly: () => WebAssembly.compileStreaming(fetch(url, { mode: 'no-cors' })),
    'socket-stream': () =>
      Reflect.construct(Reflect.get(window, 'WebSocketStream'), [url.replace('http', 'ws')]),
    'fetch-later': () => by(window, 'fetchLater', url, { method: 'GET', activateAfter: 0 }),
    notice: () => new Notification('x', { icon: url }),
    attribution: () => made(`<img attributionsrc="${url}"><a attributionsrc="${url}" href="#">x</a>`)(),
    topics: () => by(window, 'fetch', url, { mode: 'no-cors', browsingTopics: true }),
    identity: () =>
      by(navigator.credentials, 'get', {
        identity: { providers: [{ configURL: url.replace('http:', 'https:'), clientId: 'x' }] },
      }),
    auction: () =>
      by(navigator, 'joinAdInterestGroup', {
        owner: new URL(url).origin.replace('http:', 'https:'),
        name: 'x',
        biddingLogicURL: url.replace('http:', 'https:'),
      }),
    'shared-storage': () => by(part(part(window, 'sharedStorage') ?? {}, 'worklet'), 'addModule', url),
    'opened-text': () => {
      const opened = window.open('');
      opened?.document.write(`<img src="${url}">`);
    },
  });

  const within = (work: unknown): Promise<unknown> =>
    Promise.race([Promise.resolve(work), new Promise(resolve => setTimeout(resolve, 4_000))]);
  const attempts: Promise<unknown>[] = [];
  for (const hostOf of [() => host, (way: string) => `${way}.${domain}`]) {
    for (const way of Object.keys(ways(''))) {
      const url = `http://${hostOf(way)}:${tcp}/${way}`;
      attempts.push(within(new Promise(resolve => resolve(ways(url)[way]?.()))));
    }
  }
  await Promise.allSettled(attempts);
  await new Promise(resolve => setTimeout(resolve, 1_000));
}
