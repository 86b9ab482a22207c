/**
 * electron-builder's arguments for the Windows installer for all users of a computer. It is made of `unpacked`, the folder that the
 * installer for one user was made of, and its list of newer versions is none: the program that it installs never looks for one
 * (main/shell/updates/feed), and the other installer's list has to stay as it is.
 * @param {string} unpacked
 */
export function forAllUsers(unpacked) {
  return [
    '--win',
    'nsis',
    '--prepackaged',
    unpacked,
    '-c.nsis.perMachine=true',
    // Whoever installs it is not whoever uses it.
    '-c.nsis.runAfterFinish=false',
    '-c.nsis.publish=null',
    '-c.nsis.differentialPackage=false',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
    '-c.nsis.artifactName=raze-quick-stage-${version}-${os}-${arch}-all-users.${ext}',
  ];
}

/**
 * Where electron-builder leaves what it packs for Windows, below its output's folder (`computeAppOutDir`).
 * @param {string} arch
 */
export const unpackedForWindows = arch => `win${arch === 'x64' ? '' : `-${arch}`}-unpacked`;
