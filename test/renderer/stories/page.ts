import type { Snapshot } from '../../../main/contract/snapshot.ts';
import { start } from '../../../renderer/app.tsx';
import { pseudoSpeech } from './pseudo.ts';
import { startWorld, stories } from './stories.ts';

/** Shows one story, named in the address: `?story=picker&language=es&theme=dark`. */
const asked = new URLSearchParams(location.search);
const root = document.getElementById('app');
const story = stories.find(({ name }) => name === (asked.get('story') ?? 'search-results'));
if (root && story) {
  const pseudo = asked.get('language') === 'pseudo';
  const language = (pseudo ? 'en' : (asked.get('language') ?? 'en')) as Snapshot['language'];
  const theme = (asked.get('theme') ?? 'light') as Snapshot['settings']['theme'];
  const bridge = startWorld(story, language, theme);
  start(root, bridge, ...(pseudo ? [pseudoSpeech] : []));
  bridge.push('shown', { view: null, fill: null });
  await story.act?.(bridge);
  document.body.dataset.ready = 'yes';
}
