import { expect, test } from 'vitest';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { ChangeId } from '../../../main/contract/model.ts';
import { createInFlightGuard } from '../../../renderer/in-flight.ts';

const undo = { change: 'one' as ChangeId };

/** A main process that answers when it is told to. */
function slowMain() {
  const called: string[] = [];
  const waiting: (() => void)[] = [];
  const call = (name: string): Promise<unknown> => {
    called.push(name);
    return new Promise(resolve => waiting.push(() => resolve(null)));
  };
  const answer = async (): Promise<void> => {
    for (const one of waiting.splice(0)) one();
    await new Promise(resolve => setImmediate(resolve));
  };
  return { call: createInFlightGuard({ call } as unknown as Bridge), called, answer };
}

test('the same act is called once until it is answered, and again after that', async () => {
  const { call, called, answer } = slowMain();
  expect(call('undo', undo)).not.toBeNull();
  expect(call('undo', undo)).toBeNull();
  expect(called).toEqual(['undo']);
  await answer();
  expect(call('undo', undo)).not.toBeNull();
  expect(called).toEqual(['undo', 'undo']);
});

test('another act, or the same on another change, waits for none', () => {
  const { call, called } = slowMain();
  call('undo', undo);
  call('undo', { change: 'two' as ChangeId });
  call('popup.hide', null);
  expect(called).toEqual(['undo', 'undo', 'popup.hide']);
});

test('what only asks is called each time', () => {
  const { call, called } = slowMain();
  call('outbox.list', null);
  call('outbox.list', null);
  expect(called).toEqual(['outbox.list', 'outbox.list']);
});
