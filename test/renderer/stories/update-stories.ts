import { defaultSettings } from '../../../main/contract/settings.ts';
import type { UpdateView } from '../../../main/contract/snapshot.ts';
import { one, press } from '../support/hands.ts';
import { snapshot } from '../support/samples.ts';
import type { Story } from './stories.ts';

const ready: UpdateView = { state: 'ready', version: '1.3.0', offered: true, waits: false };

const offer = (name: string, update: UpdateView): Story => ({
  name,
  world: () => ({ snapshot: { ...snapshot, update } }),
  act: async () => {
    await one('#search');
    await one('.notice');
  },
});

const inSettings = (name: string, update: UpdateView, updates = defaultSettings.updates): Story => ({
  name,
  world: () => ({ snapshot: { ...snapshot, update, settings: { ...defaultSettings, updates } } }),
  act: async () => {
    await one('#search');
    press('Ctrl+,');
    (await one('#updates')).scrollIntoView({ block: 'center' });
  },
});

/** Newer versions of the program: the offer to restart, and how it stands in the settings. */
export const updateStories: readonly Story[] = [
  offer('update-offer', ready),
  offer('update-waits', { ...ready, waits: true }),
  inSettings('settings-update-none', { state: 'none', at: snapshot.directory.refreshedAt ?? 0 }),
  inSettings('settings-update-coming', { state: 'downloading', version: '1.3.0', percent: 42 }, 'beta'),
  inSettings('settings-update-ready', ready),
  inSettings('settings-update-failed', { state: 'failed', trouble: 'tampered' }),
  inSettings('settings-update-off', { state: 'off', because: 'setting' }, 'off'),
  inSettings('settings-update-package', { state: 'off', because: 'package' }),
];
