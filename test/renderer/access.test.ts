import axe from 'axe-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { start } from '../../renderer/app.tsx';
import '../../renderer/style.css';
import { startWorld, stories } from './stories/stories.ts';
import { one } from './support/hands.ts';

/** axe-core on every story, in both themes, in one language each so that all three are met. */
describe.each(['light', 'dark'] as const)('%s', theme => {
  test.each(stories.map((story, index) => [story.name, story, index] as const))(
    '%s',
    async (_name, story, index) => {
      const language = (['pt-BR', 'en', 'es'] as const)[index % 3] ?? 'en';
      const root = document.createElement('div');
      document.body.append(root);
      const bridge = startWorld(story, language, theme);
      const end = start(root, bridge);
      onTestFinished(() => {
        end();
        root.remove();
      });
      await one('.popup .bar');
      bridge.push('shown', { view: null, fill: null });
      await story.act?.(bridge);
      await Promise.all(
        document
          .getAnimations()
          .filter(({ effect }) => effect?.getTiming().iterations === 1)
          .map(({ finished }) => finished),
      );
      const { violations } = await axe.run(document, {
        resultTypes: ['violations'],
        rules: { region: { enabled: false } },
      });
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
        ),
      ).toEqual([]);
    },
  );
});
