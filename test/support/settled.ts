/**
 * Settles when whatever moves once on the page has come to rest; what repeats is not waited for. Names nothing outside
 * itself, so that it can be handed to `page.evaluate`. What a closed `<details>` hides is not rendered, so Chromium
 * never ends its transitions: it is left out.
 */
export async function settled(): Promise<void> {
  const moving = document
    .getAnimations()
    .filter(({ effect }) => effect?.getTiming().iterations === 1)
    .filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.checkVisibility());
  await Promise.allSettled(moving.map(({ finished }) => finished));
}
