/**
 * Chromium holds back whatever a page has to do after a key press until the next frame is drawn, the answer to that
 * very key press included: half a frame of waiting for nothing, where the answer takes two milliseconds.
 * The feature's name: https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/common/features.cc
 */
export const unwanted = ['DeferRendererTasksAfterInput'] as const;

/**
 * What the engine's own settings are to be: Electron looks up a name that the page hints at (`dns-prefetch`) without
 * asking its session (`SimpleNetworkHintsHandlerImpl::PrefetchDNS`).
 * The names: https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/core/frame/settings.json5
 */
export const engineSettings = 'dnsPrefetchingEnabled=false';

/**
 * Joins the features that every `--enable-features=` (or `--disable-features=`) among the arguments names with those
 * the app itself wants there. Chromium keeps only the last of repeated switches, so the app's own would silently drop
 * the user's, or the other way round.
 */
export function mergeFeatures(
  name: 'enable-features' | 'disable-features',
  argv: readonly string[],
  wanted: readonly string[],
): string {
  const flag = `--${name}=`;
  const given = argv
    .filter(argument => argument.startsWith(flag))
    .flatMap(argument => argument.slice(flag.length).split(','))
    .map(feature => feature.trim());
  return [...new Set([...given, ...wanted])].filter(feature => feature !== '').join(',');
}
