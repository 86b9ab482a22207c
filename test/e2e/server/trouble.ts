import type { Scene } from '../scene.ts';

/** One pick of João Silva → Won that meets trouble at the server. */
export async function meet(scene: Scene, prepare: () => void): Promise<void> {
  await scene.signIn();
  await scene.loaded();
  await scene.undoSeconds(0);
  prepare();
  await scene.pick('joao silva acme', /João Silva/, 'Won');
}

/** The list of pending changes. */
export async function showPending(scene: Scene): Promise<void> {
  await scene.press();
  await scene.page.keyboard.press('Control+p');
  await scene.page.getByRole('list', { name: 'Pending changes' }).waitFor();
}

/** Settles when the popup shows these words. */
export async function said(scene: Scene, words: string | RegExp): Promise<void> {
  await scene.page.getByText(words).first().waitFor();
}
