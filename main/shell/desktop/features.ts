/**
 * Chromium defers a page's work after a key press until the next frame is drawn, the answer to that key included: half
 * a frame of waiting for an answer that takes 2 ms. Name of the feature:
 * https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/common/features.cc
 */
export const unwanted = ['DeferRendererTasksAfterInput'] as const;

/**
 * Electron looks up names that the page hints at (`dns-prefetch`) without asking its session
 * (`SimpleNetworkHintsHandlerImpl::PrefetchDNS`), so the engine's setting turns that off. Names of the settings:
 * https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/core/frame/settings.json5
 */
export const engineSettings = 'dnsPrefetchingEnabled=false';

/**
 * Joins the features of every `--enable-features=` (or `--disable-features=`) argument with the app's own. Chromium
 * keeps only the last of repeated switches, so one would silently drop the other.
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
