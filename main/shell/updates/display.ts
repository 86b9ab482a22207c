import type { Settings } from '../../contract/settings.ts';
import type { UpdatesOff, UpdateView } from '../../contract/snapshot.ts';
import type { Clock } from '../../outbox/model/ports.ts';
import { createPutOff } from './put-off.ts';

export interface DisplayDeps {
  /** Why this installation never looks, as far as it is known at the start. */
  readonly cannot: Exclude<UpdatesOff, 'policy' | 'setting'> | null;
  /** Whether who administers this computer forbids it. */
  readonly isForbidden: () => boolean;
  readonly choice: () => Settings['updates'];
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** The view has changed. */
  readonly onChange: () => void;
}

export type ReadyView = Extract<UpdateView, { readonly state: 'ready' }>;

/** Where the program stands with newer versions, for all to see. */
export interface Display {
  /** Why nothing is looked for, or installed; null where it may be. */
  whyOff(): UpdatesOff | null;
  /** What is shown. */
  view(): UpdateView;
  /** What would be shown if nothing were off. */
  behind(): UpdateView;
  /** The version that is ready and may be installed; null without one. */
  ready(): ReadyView | null;
  /** What is shown from now on. A ready version that is not offered is offered again in a day. */
  show(next: UpdateView): void;
  /** No offer comes any more. */
  stop(): void;
}

const isPutOff = (view: UpdateView): boolean => view.state === 'ready' && !view.offered;

export function createDisplay(deps: DisplayDeps): Display {
  let view: UpdateView = { state: 'idle' };

  const whyOff = (): UpdatesOff | null => {
    if (deps.cannot !== null) return deps.cannot;
    if (deps.isForbidden()) return 'policy';
    return deps.choice() === 'off' ? 'setting' : null;
  };
  const offerAgain = createPutOff(deps.clock, () => {
    if (view.state === 'ready') show({ ...view, offered: true });
  });
  const show = (next: UpdateView): void => {
    if (isPutOff(next) !== isPutOff(view)) (isPutOff(next) ? offerAgain.begin : offerAgain.end)();
    view = next;
    deps.onChange();
  };

  return {
    whyOff,
    view: () => {
      const because = whyOff();
      return because === null ? view : { state: 'off', because };
    },
    behind: () => view,
    ready: () => (view.state === 'ready' && whyOff() === null ? view : null),
    show,
    stop: offerAgain.end,
  };
}
