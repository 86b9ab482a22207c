import { describe, expect, test } from 'vitest';
import { createDismissal } from '../../../main/shell/popup/dismissal.ts';

function started() {
  let now = 1_000;
  return {
    dismissal: createDismissal(() => now),
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('losing the focus', () => {
  test('hides a popup that the hotkey has shown, at once', () => {
    const { dismissal } = started();
    dismissal.shown(false);
    expect(dismissal.blurred()).toBe('hide');
  });

  test('right after the tray has shown it takes the focus back', () => {
    const { dismissal, wait } = started();
    dismissal.shown(true);
    wait(200);
    expect(dismissal.blurred()).toBe('refocus');
    wait(100);
    expect(dismissal.blurred()).toBe('hide');
  });

  test.each(['entering', 'keychain', 'consent'] as const)('hides nothing while %s lasts', reason => {
    const { dismissal } = started();
    dismissal.shown(false);
    dismissal.stay(reason);
    expect([dismissal.blurred(), dismissal.blurred()]).toEqual(['stay', 'stay']);
    expect(dismissal.stayNoLonger(reason)).toBe(true);
    expect(dismissal.blurred()).toBe('hide');
    expect(dismissal.stayNoLonger(reason)).toBe(false);
  });

  test('a dialog of the system’s is waited for two minutes, what is entered for ever', () => {
    const { dismissal, wait } = started();
    dismissal.stay('keychain');
    dismissal.stay('consent');
    wait(119_999);
    expect(dismissal.blurred()).toBe('stay');
    wait(1);
    expect(dismissal.blurred()).toBe('hide');
    dismissal.stay('entering');
    wait(3_600_000);
    expect(dismissal.blurred()).toBe('stay');
  });

  test('a question of the desktop’s is over when the focus is back, and not when it was never away', () => {
    const { dismissal } = started();
    dismissal.stay('consent');
    dismissal.focused();
    expect(dismissal.blurred()).toBe('stay');
    dismissal.focused();
    expect(dismissal.blurred()).toBe('hide');
  });

  test('a reason that ends without the focus having been away takes nothing back', () => {
    const { dismissal } = started();
    dismissal.stay('keychain');
    expect(dismissal.stayNoLonger('keychain')).toBe(false);
  });

  test('to our own dialog hides nothing, also when the dialog fails', async () => {
    const { dismissal } = started();
    dismissal.shown(false);
    const failing = dismissal.during(async () => {
      expect(dismissal.blurred()).toBe('stay');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(dismissal.blurred()).toBe('hide');
  });
});

describe('a click on the tray', () => {
  test('shows a hidden popup', () => {
    expect(started().dismissal.trayClicked()).toBe('show');
  });

  test('whose own press has hidden the popup leaves it hidden, once', () => {
    const { dismissal, wait } = started();
    dismissal.shown(false);
    wait(1_000);
    dismissal.blurred();
    wait(120);
    expect(dismissal.trayClicked()).toBe('ignore');
    expect(dismissal.trayClicked()).toBe('show');
  });

  test('long after the popup was hidden shows it', () => {
    const { dismissal, wait } = started();
    dismissal.shown(false);
    dismissal.blurred();
    wait(400);
    expect(dismissal.trayClicked()).toBe('show');
  });
});

test('the user is in it, wherever the focus is, while something is entered, asked or shown beside it', async () => {
  const { dismissal, wait } = started();
  dismissal.shown(false);
  expect(dismissal.stays()).toBe(false);
  dismissal.stay('entering');
  expect(dismissal.stays()).toBe(true);
  dismissal.stayNoLonger('entering');
  dismissal.stay('keychain');
  wait(120_001);
  expect(dismissal.stays()).toBe(false);
  await dismissal.during(async () => expect(dismissal.stays()).toBe(true));
  expect(dismissal.stays()).toBe(false);
});
