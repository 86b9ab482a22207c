const calm = 160;

/**
 * Reports the content's height, in CSS pixels. It reports a growth at once, so that nothing is cut off; a shrinking
 * only after the content has been still for a moment, so that the window does not change size while the user types;
 * another place at once. Until the window has followed (`tell` settles), the foot keeps its distance to the top, so
 * that it moves together with the window's edge.
 */
export function watchHeight(
  top: HTMLElement,
  foot: HTMLElement,
  place: () => string,
  tell: (height: number) => Promise<unknown>,
): () => void {
  let reported = 0;
  let reportedAt = '';
  let timer = 0;
  const report = (height: number): void => {
    timer = 0;
    reported = height;
    reportedAt = place();
    void tell(height).then(() => {
      if (reported === height && timer === 0) foot.style.marginTop = '';
    });
  };
  const measure = (): void => {
    const height = Math.ceil(top.getBoundingClientRect().height + foot.getBoundingClientRect().height);
    clearTimeout(timer);
    timer = 0;
    if (height === 0) return;
    foot.style.marginTop = height < reported ? `${reported - height}px` : '';
    if (height > reported || (height < reported && place() !== reportedAt)) report(height);
    else if (height < reported) timer = window.setTimeout(report, calm, height);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(top);
  observer.observe(foot);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}
