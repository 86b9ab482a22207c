interface ScrolledProps {
  readonly class: string;
  readonly id?: string;
  readonly label: string;
  readonly children: preact.ComponentChildren;
}

/** A region that scrolls, with little or nothing in it that takes the focus: it takes the focus itself, so that keys can scroll it. */
export function Scrolled({ label, children, ...rest }: ScrolledProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={label} {...rest}>
      {children}
    </section>
  );
}
