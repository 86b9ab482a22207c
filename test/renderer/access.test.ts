import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { languages } from '../../main/contract/language.ts';
import { settled } from '../support/settled.ts';
import { startWorld, stories } from './stories/stories.ts';
import { mountedWith } from './support/mount.ts';

/** axe-core on every story, in both themes, in one language each so that all are met. */
describe.each(['light', 'dark'] as const)('%s', theme => {
  test.each(stories.map((story, index) => [story.name, story, index] as const))(
    '%s',
    async (_name, story, index) => {
      const language = languages[index % languages.length] ?? 'en';
      const bridge = startWorld(story, language, theme);
      await mountedWith(bridge);
      await story.act?.(bridge);
      await settled();
      const { violations } = await axe.run(document, {
        resultTypes: ['violations'],
      });
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
        ),
      ).toEqual([]);
      // axe allows it; Orca 43 with Chromium then neither counts nor names the options (`npm run heard`).
      expect(
        document.querySelectorAll('[role=listbox] fieldset'),
        'fieldsets in lists of options',
      ).toHaveLength(0);
    },
  );
});
