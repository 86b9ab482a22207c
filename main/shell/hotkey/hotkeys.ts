import type { GlobalShortcut } from 'electron';
import { parseAccelerator } from '../../contract/accelerator.ts';
import { fail, ok, type Result } from '../../contract/failure.ts';
import { freeHotkeys, type HotkeyName, hotkeysOffered } from '../../contract/settings.ts';
import type { HotkeyState } from '../../contract/snapshot.ts';
import type { WordOf } from '../../log/events.ts';
import type { Log } from '../../log/log.ts';

/** One hotkey as it is held. */
interface Held {
  readonly accelerator: string;
  /** The user has just chosen it, and has not pressed it yet. */
  unproven: boolean;
  pressed: boolean;
}

/**
 * What a system's yes to a hotkey is worth. `counts`: Windows and X11 refuse a key that is taken. `open`: macOS says yes to a taken key
 * too, and a Wayland desktop is only asked later (Electron: docs/api/global-shortcut.md, "Usage on Linux"). `worthless`: a Wayland
 * desktop that has no .desktop file of the app refuses without a word.
 */
export type HotkeyAnswer = WordOf<'hotkey', 'answer'>;

export interface HotkeyDeps {
  readonly system: Pick<GlobalShortcut, 'register' | 'unregister' | 'setSuspended'>;
  readonly answer: HotkeyAnswer;
  /** A hotkey was pressed; `proves` is true for the first press since the user chose it. */
  readonly onPress: (name: HotkeyName, proves: boolean) => void;
  /** What is known of a hotkey has changed. */
  readonly onNews: () => void;
  readonly log: Log;
}

/**
 * The global hotkeys, of which no two are the same. Only the press of a hotkey that is held now counts: a Wayland desktop goes on
 * sending one that was unregistered, since `unregister` reaches no shortcut of the portal (Electron:
 * shell/browser/api/electron_api_global_shortcut.cc). `unregisterAll` is never used: a portal shortcut that is pressed after it ends the
 * program there (`ExecuteCommand`, NOTREACHED).
 */
export function createHotkeys({ system, answer, onPress, onNews, log }: HotkeyDeps) {
  const held = new Map<HotkeyName, Held>();
  let offers: readonly string[] = [];
  let suspended = false;

  const take = (name: HotkeyName, now: Held): WordOf<'hotkey', 'outcome'> | 'malformed' => {
    const press = (): void => {
      if (held.get(name) !== now) return;
      const { unproven, pressed } = now;
      now.unproven = false;
      now.pressed = true;
      onPress(name, unproven);
      if (!pressed) onNews();
    };
    try {
      return system.register(now.accelerator, press) ? 'ours' : 'taken';
    } catch {
      return 'malformed';
    }
  };
  const drop = (name: HotkeyName): void => {
    const before = held.get(name);
    if (before !== undefined) system.unregister(before.accelerator);
    held.delete(name);
  };
  /** Where its yes counts, the system is asked for each one. */
  const isFree = (accelerator: string): boolean => {
    if ([...held.values()].some(other => other.accelerator === accelerator)) return false;
    if (answer !== 'counts') return true;
    if (!system.register(accelerator, () => {})) return false;
    system.unregister(accelerator);
    return true;
  };
  const suspend = (on: boolean): void => {
    if (on !== suspended) system.setSuspended(on);
    suspended = on;
  };

  return {
    /**
     * Registers this accelerator and only then releases the one before; on a failure that one stays. `chosen`: by the user just
     * now. The tray and `--toggle` always work.
     */
    register(name: HotkeyName, text: string, chosen = true): Result<string> {
      const parsed = parseAccelerator(text);
      if (!parsed.ok) {
        if (parsed.failure.code === 'hotkey-malformed') log.warn('hotkey malformed', { name });
        return parsed;
      }
      const accelerator = parsed.value;
      suspend(false);
      const before = held.get(name);
      if (before?.accelerator === accelerator) {
        before.unproven = chosen;
        return ok(accelerator);
      }
      const isOther = [...held.values()].some(other => other.accelerator === accelerator);
      const now: Held = { accelerator, unproven: chosen, pressed: false };
      const outcome = isOther ? 'taken' : take(name, now);
      if (outcome === 'malformed') log.warn('hotkey malformed', { name });
      else log.info('hotkey', { name, outcome, answer });
      if (outcome === 'ours') {
        drop(name);
        held.set(name, now);
      }
      if (name === 'hotkey') {
        const isWanting = held.get(name) === undefined || answer !== 'counts';
        offers = isWanting ? freeHotkeys.filter(isFree).slice(0, hotkeysOffered) : [];
      }
      if (outcome === 'malformed') return fail({ code: 'hotkey-malformed', accelerator: text });
      if (outcome === 'taken') return fail({ code: 'hotkey-taken', accelerator: text });
      return ok(accelerator);
    },
    /** Asks a Wayland desktop again for what it has not sent yet: it may not have known the app before. */
    askAgain(): void {
      for (const [name, now] of held) if (!now.pressed && answer !== 'counts') take(name, now);
    },
    state(name: HotkeyName): HotkeyState {
      const now = held.get(name);
      if (now === undefined) return 'off';
      if (now.pressed || answer === 'counts') return 'works';
      return answer === 'open' ? 'unconfirmed' : 'off';
    },
    /** Hotkeys that may take the place of one that is off or unconfirmed; none where another one would fare no better. */
    offers: (): readonly string[] => (answer === 'worthless' ? [] : offers),
    /** While on, no hotkey fires and the page gets its keys. The next `register` ends it. Without effect under Wayland. */
    suspend,
    /** What is registered now, in the spelling of `parseAccelerator`; null when nothing is. */
    current: (name: HotkeyName): string | null => held.get(name)?.accelerator ?? null,
    drop,
    dropAll(): void {
      for (const name of [...held.keys()]) drop(name);
    },
  };
}
