import type { Outcome } from '../conformance/run.ts';
import { type Scene, scenes } from '../screenshots/scenes.ts';
import type { Studio } from '../screenshots/studio.ts';
import type { Picture } from './report.ts';

export interface Photographed {
  readonly outcomes: readonly Outcome[];
  readonly pictures: readonly Picture[];
}

const themes = ['light', 'dark'] as const;

/** How long a step towards a state may take, where it says nothing else. Milliseconds. */
const patience = 15_000;

/**
 * Brings the app through every state of the gallery and takes its picture, in light and in dark. A state that is not reached has failed,
 * is pictured as far as it came, and the next one is tried all the same.
 */
export async function photographStates(
  open: (theme: Picture['theme']) => Promise<Studio>,
): Promise<Photographed> {
  const outcomes: Outcome[] = [];
  const pictures: Picture[] = [];
  for (const theme of themes) {
    const area = `states, ${theme}`;
    const from = 'test/screenshots/scenes.ts';
    let studio: Studio;
    try {
      studio = await open(theme);
    } catch (error) {
      const observed = String(error);
      outcomes.push({ area, says: 'the app opens', from, outcome: 'failed', expected: 'its page', observed });
      continue;
    }
    studio.page.setDefaultTimeout(patience);
    for (const scene of scenes) {
      const { trouble, webp } = await takePicture(studio, scene);
      if (webp !== null) pictures.push({ state: scene.name, theme, webp });
      const claim = { area, says: `${scene.name} is reached and pictured`, from };
      outcomes.push(
        trouble === null
          ? { ...claim, outcome: 'held' }
          : { ...claim, outcome: 'failed', expected: 'the state', observed: trouble },
      );
    }
    await studio.close();
  }
  return { outcomes, pictures };
}

async function takePicture(studio: Studio, scene: Scene) {
  const trouble = await scene.play(studio).then(
    () => null,
    (error: unknown) => String(error),
  );
  try {
    return { trouble, webp: (await studio.still()).toString('base64') };
  } catch (error) {
    return { trouble: trouble ?? String(error), webp: null };
  }
}
