/**
 * The room of parts. Enters: what one part shows. Leaves: buttons, marks, words for states, windowed lists: everything
 * that several panes use.
 */

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CallName, Request } from '../../../main/contract/calls.ts';
import type { PipelineId, Stage, StageId } from '../../../main/contract/model.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';
import type { Speech } from '../../i18n/speak.ts';
import type { Event } from '../../state/model/event.ts';
import type { State } from '../../state/model/state.ts';

/** What every view needs: the words, how to send an intent or to ask main, and where a stage stands. */
export interface Ui {
  readonly speech: Speech;
  readonly send: (event: Event) => void;
  readonly ask: <K extends CallName>(name: K, request: Request<K>) => void;
  readonly tryKey: (key: string, apiUrl: string) => void;
  readonly state: State;
  readonly platform: Snapshot['platform'];
}

export const UiContext = createContext<Ui | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error('A view was drawn outside of the popup');
  return ui;
}

/** The position of an open stage in its pipeline, from 0 (first) to below 1; 0 when the pipeline is unknown. */
export function progressOf(state: State, pipeline: PipelineId, stage: Stage): number {
  const open = state.snapshot?.pipelines
    .find(({ id }) => id === pipeline)
    ?.stages.filter(({ role }) => role === 'open');
  const at = open?.findIndex(({ id }) => id === stage.id) ?? -1;
  return open && at > 0 ? at / open.length : 0;
}

/** The name of a stage on the board of the vendor's web application, if it is not its label: "on the board: Won"; else ''. */
export function boardNameOf({ snapshot }: State, speech: Speech, stage: Stage): string {
  const isWonThere = snapshot?.pipelines.some(({ wonOnBoard }) => wonOnBoard === stage.id);
  return isWonThere ? speech.t('onBoard', { name: speech.stage(wonStage) }) : '';
}

const wonStage: Stage = { id: 'won' as StageId, name: 'won', role: 'won' };
