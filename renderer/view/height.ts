const calm = 160;

/**
 * Tells the content's height, in CSS pixels: a growth at once, so that nothing is cut off; a shrinking only after the
 * content has been still for a moment, so that the window does not pump while the user types.
 */
export function watchHeight(root: HTMLElement, tell: (height: number) => void): () => void {
  let told = 0;
  let timer = 0;
  const measure = (): void => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    clearTimeout(timer);
    if (height === told || height === 0) return;
    const report = () => {
      told = height;
      tell(height);
    };
    if (height > told) report();
    else timer = window.setTimeout(report, calm);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(root);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}
