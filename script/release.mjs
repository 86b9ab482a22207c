import { check } from './check.mjs';
import { releaseOf } from './release-ready.mjs';
import { asked } from './setup/asked.mjs';
import { root } from './setup/paths.mjs';
import { giveUp, must, say } from './setup/run.mjs';

/**
 * `npm run release`: makes the commit at hand a release candidate, which is the tag of its version. Says what is missing, or runs every
 * check and sets the tag. It pushes nothing: pushing the tag is what starts `.github/workflows/release.yml`.
 */
asked('release');
const ready = () => {
  const { version, missing } = releaseOf(root);
  if (missing.length > 0) giveUp(missing.join('\n  '));
  return version;
};
ready();
await check();
// The checks take minutes, in which somebody may have gone on working.
const version = ready();
await must('git', ['tag', '--annotate', `v${version}`, '--message', version]);
say(
  `v${version} is a release candidate. To have it built and tried: git push --atomic origin main v${version}`,
);
