const flag = '--enable-features=';

/**
 * Joins every `--enable-features=` among the arguments with what the app itself needs. Chromium keeps only the
 * last of repeated switches, so the app's own would silently drop the user's, or the other way round.
 */
export function mergeFeatures(argv: readonly string[], wanted: readonly string[]): string {
  const given = argv
    .filter(argument => argument.startsWith(flag))
    .flatMap(argument => argument.slice(flag.length).split(','))
    .map(name => name.trim());
  return [...new Set([...given, ...wanted])].filter(name => name !== '').join(',');
}
