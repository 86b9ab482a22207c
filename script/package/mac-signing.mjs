/**
 * How electron-builder shall sign for macOS, as its arguments. With a certificate in the environment (`CSC_LINK` or
 * `CSC_NAME`) by that one, as electron-builder.yml has it. Without one ad hoc: Apple silicon runs nothing unsigned,
 * and electron-builder signs only what it is told to. An ad hoc signature has no team, so the hardened runtime
 * would refuse Electron's framework and keytar: these entitlements let them in (electron-builder: code-signing-mac.md).
 *
 * @param {NodeJS.ProcessEnv} environment
 */
export function macSigning({ CSC_LINK, CSC_NAME }) {
  if (CSC_LINK || CSC_NAME) return [];
  const entitlements = 'assets/entitlements.mac.ad-hoc.plist';
  return [
    '-c.mac.identity=-',
    `-c.mac.entitlements=${entitlements}`,
    `-c.mac.entitlementsInherit=${entitlements}`,
  ];
}
