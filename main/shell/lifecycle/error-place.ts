/**
 * Where an error arose: the first line of its stack that names a place, '' when there is none. Never its message,
 * which may hold data.
 */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return (
    error.stack
      ?.split('\n')
      .find(line => /^\s+at /.test(line))
      ?.trim() ?? ''
  );
}
