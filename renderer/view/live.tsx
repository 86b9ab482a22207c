import { useState } from 'preact/hooks';
import { isUrgent } from '../state/hearing.ts';
import type { Announcement } from '../state/model/news.ts';
import { useUi } from './parts/ui.ts';

type Sentences = typeof import('./said.ts');

/**
 * What a screen reader announces: each piece of news as an element of its own that is added once and never changed,
 * answers to a key and refusals at once, and how much there is on the screen.
 */
export function Live({ sentences }: { readonly sentences: Sentences | null }) {
  const { state, speech } = useUi();
  const { announced, away } = state.hearing;
  // A hidden popup cannot be heard, and the first picture has neither figures nor sentences yet.
  const said = (urgent: boolean) =>
    away || !speech.figures || sentences === null
      ? []
      : announced.flatMap(one =>
          isUrgent(one.news) === urgent ? [<Said key={one.id} of={one} sentences={sentences} />] : [],
        );
  return (
    <>
      <div class="sr" role="status" id="count">
        {sentences?.countSentence(speech, state)}
      </div>
      <div class="sr" role="status" id="news" aria-atomic="false" aria-relevant="additions">
        {said(false)}
      </div>
      <div class="sr" role="alert" id="urgent" aria-atomic="false" aria-relevant="additions">
        {said(true)}
      </div>
    </>
  );
}

/** The words at the time of the announcement: a running time would be read again every second. */
function Said({ of, sentences }: { readonly of: Announcement; readonly sentences: Sentences }) {
  const { state, speech } = useUi();
  const [sentence] = useState(() => sentences.newsSentence(speech, of.news, state));
  return <p>{sentence}</p>;
}
