/** Rows before the first rows; still with reduced motion. Nothing for a screen reader, which hears "loading". */
export function Skeleton() {
  return (
    <div class="rows skeleton" aria-hidden="true">
      {[62, 44, 56, 38, 50].map(width => (
        <div class="row" key={width}>
          <i class="bone dot" />
          <span class="who">
            <i class="bone" style={{ width: `${width}%` }} />
            <i class="bone low" style={{ width: `${width / 2}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
