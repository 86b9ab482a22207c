interface QuestionProps {
  readonly text: string;
  readonly warning?: string;
  readonly children: preact.ComponentChildren;
}

/**
 * A question whose answer cannot be undone. It takes the focus itself and none of its buttons (the last children) is
 * the default, so that no key pressed by habit answers it.
 */
export function Question({ text, warning = '', children }: QuestionProps) {
  return (
    <div class="sure" role="alertdialog" tabIndex={-1} ref={takeFocus} aria-label={`${text} ${warning}`}>
      <p>{text}</p>
      {warning && <p class="warning">{warning}</p>}
      <div class="sure-answers">{children}</div>
    </div>
  );
}

const takeFocus = (question: HTMLElement | null): void => question?.focus();
