import type { WordOf } from '../../log/events.ts';
import type { Log } from '../../log/log.ts';
import type { Answer, Clock, Courier, Store } from '../../outbox/model/ports.ts';

/** A courier whose requests and their outcomes are in the log. */
export function loggedCourier(courier: Courier, clock: Pick<Clock, 'monotonic'>, log: Log): Courier {
  const logged = async <Given extends Answer<object>>(
    what: WordOf<'attempt', 'what'>,
    request: () => Promise<Given>,
  ): Promise<Given> => {
    const began = clock.monotonic();
    const answer = await request();
    log.info('attempt', {
      what,
      outcome: answer.kind,
      status: 'status' in answer && typeof answer.status === 'number' ? answer.status : null,
      ms: Math.round(clock.monotonic() - began),
    });
    return answer;
  };
  return {
    look: (lane, id) => logged('look', () => courier.look(lane, id)),
    send: (lane, id, to, reason) => logged('send', () => courier.send(lane, id, to, reason)),
  };
}

/** A store whose changes of state, once they are on disk, and pauses are in the log. */
export function loggedStore(store: Store, log: Log): Store {
  return {
    ...store,
    get writable() {
      return store.writable;
    },
    commit(batch) {
      const written = store.commit(batch);
      if (!written.ok) return written;
      for (const { state, reason } of written.value) log.info('transition', { to: state, why: reason });
      if (batch.pause !== undefined) log.info('pause', { kind: batch.pause.pause?.pause.kind ?? null });
      return written;
    },
  };
}
