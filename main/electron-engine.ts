import { join } from 'node:path';
import { app, session } from 'electron';
import type { BadApiUrl, Config } from './config.ts';
import { ok, type Result } from './contract/failure.ts';
import { createEngine, type Engine, type EngineDeps } from './engine.ts';
import type { Log } from './log/log.ts';
import type { FoundPolicy, Policy } from './policy/policy.ts';
import { loadPolicy } from './policy/sources.ts';
import { parseProxyAnswer } from './raze/http/agent.ts';
import { platformOf } from './shell/desktop/platform.ts';
import { systemFormatLocale, systemLanguage } from './shell/words/locale.ts';
import { systemClock, systemRandom } from './usecase/clock.ts';

type Given = 'clock' | 'random' | 'sampleFile' | 'resolveProxy' | 'facts';
type GivenFacts = 'platform' | 'version' | 'systemLanguage' | 'formatLocale';

export interface ElectronEngineDeps extends Omit<EngineDeps, Given> {
  /** The user's folder of data. */
  readonly folder: string;
  readonly facts: Omit<EngineDeps['facts'], GivenFacts>;
}

/** The engine with all that Electron and this machine give it, whether there is a window or not. Valid after `ready`. */
export function createElectronEngine({ folder, facts, ...deps }: ElectronEngineDeps): Engine {
  return createEngine({
    ...deps,
    clock: systemClock,
    random: systemRandom,
    sampleFile: join(folder, 'sample-data.json'),
    resolveProxy: async url => parseProxyAnswer(await session.defaultSession.resolveProxy(url)),
    facts: {
      ...facts,
      platform: platformOf(process.platform),
      version: app.getVersion(),
      systemLanguage: systemLanguage(),
      formatLocale: systemFormatLocale(),
    },
  });
}

/** The database in the user's folder of data. */
export const databaseIn = (folder: string): string => join(folder, 'quick-stage.db');

/** The policy of this computer; from sources, that of the file in the environment. */
export const policyHere = (config: Config, log: Log): FoundPolicy =>
  loadPolicy(app.isPackaged ? null : config.policyFile, log);

/** The address in the environment as far as it counts: over a policy's own it does not, whatever it is. */
export const addressHere = ({ apiUrl }: Config, policy: Policy): Result<string | null, BadApiUrl> =>
  policy.apiUrl === undefined ? apiUrl : ok(null);
