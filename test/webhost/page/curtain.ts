import type { MenuLine } from '../lines.ts';
import type { Controls } from './messages.ts';

/** What covers a page while its window is hidden, for a person and a test to see. */
export interface Curtain {
  readonly element: HTMLElement;
  draw(state: { readonly covered: boolean; readonly ended: boolean; readonly controls: Controls }): void;
}

const look = `
  :host { position: fixed; inset: 0; z-index: 2147483647; }
  main { box-sizing: border-box; height: 100%; overflow: auto; padding: 24px; background: #1c1530; color: #f3effc;
    font: 14px/1.5 system-ui, sans-serif; display: flex; flex-direction: column; gap: 12px; align-items: flex-start; }
  button { font: inherit; color: inherit; background: #7229f7; border: 0; border-radius: 8px; padding: 6px 14px;
    cursor: pointer; }
  button.item { background: #ffffff1f; }
  button:disabled { opacity: .5; cursor: default; }
  button:focus-visible { outline: 2px solid #fff; outline-offset: 2px; }
  .menu { display: flex; flex-wrap: wrap; gap: 6px; }
`;

/**
 * The curtain lives outside of <body>, in a closed shadow root with a constructed style sheet: the app's policy
 * stays as it is and nothing of the page is touched. It is in the document only while it covers.
 */
export function createCurtain(
  title: string,
  press: (accelerator: string) => void,
  choose: (path: readonly string[]) => void,
): Curtain {
  const element = document.createElement('webhost-curtain');
  const shadow = element.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(look);
  shadow.adoptedStyleSheets = [sheet];

  const text = (words: string): HTMLElement => {
    const line = document.createElement('div');
    line.textContent = words;
    return line;
  };
  const button = (words: string, kind: string, enabled: boolean, act: () => void): HTMLElement => {
    const made = document.createElement('button');
    made.textContent = words;
    made.className = kind;
    made.disabled = !enabled;
    made.addEventListener('click', act);
    return made;
  };
  const items = (menu: readonly MenuLine[], above: readonly string[]): HTMLElement[] =>
    menu.flatMap(({ label, type, enabled, submenu }) => {
      if (type === 'separator') return [];
      if (submenu !== undefined) return items(submenu, [...above, label]);
      return [button(label, 'item', enabled, () => choose([...above, label]))];
    });

  return {
    element,
    draw({ covered, ended, controls }) {
      if (!covered && !ended) return element.remove();
      const main = document.createElement('main');
      if (ended) main.append(text(`${title} has ended.`));
      else {
        const menu = document.createElement('div');
        menu.className = 'menu';
        menu.append(...items(controls.menu ?? [], []));
        const keys = controls.accelerators.map(key =>
          button(`Press ${key}`, 'hotkey', true, () => press(key)),
        );
        main.append(text(`The window of ${title} is hidden.`), ...keys, text('Tray menu:'), menu);
      }
      shadow.replaceChildren(main);
      if (!element.isConnected) document.documentElement.append(element);
    },
  };
}
