/** The popup's own icons on a 16-unit grid, drawn with the text's colour. Always beside words or inside a named button. */
const paths = {
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM11 11l3.2 3.2',
  inbox: 'M2 9.5 4 3h8l2 6.5V13H2V9.5Zm0 0h3.5l1 1.5h3l1-1.5H14',
  history: 'M2.5 8a5.5 5.5 0 1 1 1.7 4M2.5 4.5V8H6M8 5v3.2l2.2 1.3',
  settings:
    'M2 4.5h6m4 0h2M2 11.5h2m4 0h6M10 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 13.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  help: 'M6 6a2 2 0 1 1 2.8 1.8c-.5.3-.8.6-.8 1.2v.4M8 11.6v.2M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z',
  check: 'm3 8.5 3.2 3.2L13 5',
  cross: 'm4 4 8 8m0-8-8 8',
  arrow: 'M2.5 8h10.5M9 4l4 4-4 4',
  back: 'M13 8H3m4-4L3 8l4 4',
  offline: 'm2 2 12 12M5 4.6A7 7 0 0 1 14 7M2 7a8 8 0 0 1 2-1.6M4.5 9.6A5 5 0 0 1 8 8m3.2 1.3.5.4M8 12.5v.1',
  saved: 'M3 2.5h8l2.5 2.5v8.5h-11v-11ZM5.5 2.5v3.5h4.5v-3.5M5 13.5v-4h6v4',
  sending: 'M8 13V3.5M4 7.5l4-4 4 4',
  alert: 'M8 2 1.5 13.5h13L8 2Zm0 4.5v3.5m0 1.8v.1',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3m-3 3 3 3',
  key: 'M9.5 10a4 4 0 1 0-3.3-1.7L2 12.5V14h2.5v-1.5H6V11h1.5l.7-1.2c.4.1.8.2 1.3.2ZM11 5.5v.1',
  lock: 'M3.5 7h9v6.5h-9V7Zm2 0V5a2.5 2.5 0 0 1 5 0v2',
  sync: 'M13.5 8a5.5 5.5 0 0 1-10 3.2M2.5 8a5.5 5.5 0 0 1 10-3.2M12.5 2v3h-3M3.5 14v-3h3',
  download: 'M8 2.5v7.5m-3-3 3 3 3-3M2.5 13.5h11',
  flask: 'M6 2h4M7 2v4l-4 7.5h10L9 6V2M5 10h6',
  link: 'M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9.5v4h-9v-9h4',
  details: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM8 7.2v4M8 4.9v.1',
  pin: 'M9.6 1.9 14.1 6.4 11.4 7.6 9.6 9.4 9.4 12.6 3.4 6.6 6.6 6.4 8.4 4.6ZM6 10l-3.7 3.7',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8v-8Z',
  up: 'M8 13V3m-4 4 4-4 4 4',
  down: 'M8 3v10m-4-4 4 4 4-4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  /** What it does, for who does not see the icon. */
  readonly label: string;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A quiet button with an icon and no words. */
export function IconButton({ icon, label, ...rest }: IconButtonProps) {
  return (
    <button type="button" class="quiet" aria-label={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
