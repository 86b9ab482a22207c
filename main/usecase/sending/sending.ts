import type { Receipt } from '../../contract/change.ts';
import type { Pushes, PushName } from '../../contract/pushes.ts';
import { errorFacts } from '../../log/error-facts.ts';
import type { Log } from '../../log/log.ts';
import type { Clock, Random } from '../../outbox/model/ports.ts';
import { createOutbox } from '../../outbox/outbox.ts';
import type { Http } from '../../raze/http/http.ts';
import { createCourier } from '../../raze/requests/courier.ts';
import type { SettingsStore } from '../../store/setting-rows.ts';
import type { OpenStore } from '../../store/store.ts';
import type { AccountData } from '../account-data.ts';
import type { Session } from '../session.ts';
import { loggedCourier, loggedStore } from './logged-outbox.ts';
import { watchedCourier } from './watched-courier.ts';

export interface SendingDeps {
  readonly store: OpenStore;
  readonly http: Http;
  readonly session: Session;
  readonly settings: SettingsStore;
  /** Asked for when an answer has come: it is made after the outbox. */
  readonly accountData: () => AccountData;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly push: <K extends PushName>(name: K, payload: Pushes[K]) => void;
  readonly onReceipt: (receipt: Receipt) => void;
  /** An open change, or a pause, is another than before. */
  readonly onChange: () => void;
}

/**
 * The outbox, and the courier that carries its changes to the API. What an answer proves of the key, the stages and the
 * opportunity is learnt; each request, outcome and pause is in the log.
 */
export function createSending(deps: SendingDeps) {
  const { session, accountData, clock, log } = deps;
  const courier = watchedCourier(
    createCourier({
      http: deps.http,
      connection: session.connection,
      stages: () => accountData().knownStages(),
      known: (lane, id) => (session.connection(lane) ? (accountData().row(id)?.row ?? null) : null),
      sendsReasons: () => deps.settings.read().sendReasons,
      now: clock.now,
      onDialect: (lane, dialect) => session.learn(lane, { dialect }),
      onStages: (lane, told) => accountData().stagesTold(lane, told),
    }),
    session.learn,
    (lane, id) => accountData().gone(lane, id),
  );
  const outbox = createOutbox({
    store: loggedStore(deps.store.rows, log),
    courier: loggedCourier(courier, clock, log),
    clock,
    random: deps.random,
    listener: {
      changed: deps.onChange,
      receipt: receipt => {
        deps.push('receipt', receipt);
        deps.onReceipt(receipt);
      },
      seen: (lane, id, stage, opportunity) => accountData().saw(lane, id, stage, opportunity),
      failed: error => log.warn('outbox', errorFacts(error)),
      stagesStale: (lane, stage) => void accountData().stagesStale(lane, stage),
    },
  });
  return { courier, outbox };
}
