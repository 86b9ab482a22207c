import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applicationEntry, desktopFile, desktopId } from './desktop-entry.ts';

/** Paths of an AppImage: its own, its mount for this run, and the user's data. */
export interface AppImage {
  /** `$APPIMAGE`: the image file; what every entry must name. */
  readonly image: string;
  /** `$APPDIR`: the temporary mount, with the image's icon. */
  readonly mount: string;
  /** `$XDG_DATA_HOME`. */
  readonly dataHome: string;
}

/** The folder of icons of this size, as the icon theme specification has it, in an image and in a user's data alike. */
const iconsOf256 = join('icons', 'hicolor', '256x256', 'apps');
/** The icon in the image, which electron-builder names after the program. `.DirIcon` there is the largest one, of 1024 pixels. */
export const iconIn = join('usr', 'share', iconsOf256, 'raze-quick-stage.png');

/** Copies the image's icon to a place outside of the mount. Null when there is none. */
function keepIcon({ mount, dataHome }: AppImage): string | null {
  const icon = join(dataHome, iconsOf256, `${desktopId}.png`);
  try {
    mkdirSync(dirname(icon), { recursive: true });
    copyFileSync(join(mount, iconIn), icon);
    return icon;
  } catch {
    return null;
  }
}

/**
 * Registers an AppImage with the desktop, for its links, its portal identity and its icon, since it has no installer.
 * Writes nothing when everything is there. True when the desktop has not known it until now. Throws the disk's errors.
 */
export function makeKnown(app: AppImage, scheme: string): boolean {
  const file = join(app.dataHome, 'applications', desktopFile);
  const text = applicationEntry(app.image, scheme, keepIcon(app));
  let known = '';
  try {
    known = readFileSync(file, 'utf8');
  } catch {}
  if (known === text) return false;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o644 });
  return known === '';
}
