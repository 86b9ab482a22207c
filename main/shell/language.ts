import type { Language, Snapshot } from '../contract/snapshot.ts';

/**
 * Chooses among the product's languages by the user's preferred ones (BCP 47, best first): the first that the
 * product speaks in any regional form, English when none.
 */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split(/[-_.]/)[0];
    if (primary === 'pt') return 'pt-BR';
    if (primary === 'es' || primary === 'en') return primary;
  }
  return 'en';
}

/** Node's platform name as the page knows it; the BSDs behave as Linux does. */
export function platformOf(platform: NodeJS.Platform): Snapshot['platform'] {
  if (platform === 'darwin') return 'mac';
  return platform === 'win32' ? 'windows' : 'linux';
}
