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
