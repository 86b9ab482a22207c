import { type Area, hear, later, next, refusal } from '../case.ts';

/** The theme, and what language and region the system speaks. */
export const look: Area = {
  area: 'theme and languages',
  cases: [
    {
      says: 'the theme’s source overrides the system’s, and updated is told of a change',
      from: 'docs/api/native-theme.md#nativethemethemesource',
      see: async ({ electron: { nativeTheme } }) => {
        nativeTheme.themeSource = 'light';
        await later(20);
        const told = next(nativeTheme, 'updated');
        nativeTheme.themeSource = 'dark';
        const dark = nativeTheme.shouldUseDarkColors;
        await told;
        nativeTheme.themeSource = 'light';
        const light = nativeTheme.shouldUseDarkColors;
        nativeTheme.themeSource = 'system';
        await later(20);
        return [dark, light];
      },
      is: [true, false],
    },
    {
      says: 'a source that changes nothing is told of as nothing',
      from: 'patches/chromium/feat_add_set_theme_source_to_allow_apps_to.patch',
      see: async ({ electron: { nativeTheme } }) => {
        nativeTheme.themeSource = 'dark';
        await later(20);
        const seen = await hear(nativeTheme, ['updated'], async () => {
          nativeTheme.themeSource = 'dark';
          await later(20);
        });
        nativeTheme.themeSource = 'system';
        await later(20);
        return seen;
      },
      is: [],
    },
    {
      says: 'the system’s scheme counts while the source is system',
      from: 'docs/api/native-theme.md#event-updated',
      needs: ['scheme'],
      see: async ({ electron: { nativeTheme }, hands }) => {
        const told = next(nativeTheme, 'updated');
        await hands.scheme?.(true);
        await told;
        const dark = nativeTheme.shouldUseDarkColors;
        await hands.scheme?.(false);
        await later(20);
        return [dark, nativeTheme.shouldUseDarkColors];
      },
      is: [true, false],
    },
    {
      says: 'a source that there is not is refused',
      from: 'docs/api/native-theme.md#nativethemethemesource',
      see: ({ electron: { nativeTheme } }) =>
        refusal(() => {
          nativeTheme.themeSource = 'dim' as never;
        }) !== '',
      is: true,
    },
    {
      says: 'on Linux the user’s languages are LANGUAGE’s in its order, each followed by itself without a country',
      from: 'shell/common/language_util_linux.cc:14',
      on: ['x11', 'wayland'],
      see: ({ electron: { app } }) => {
        const { LANGUAGE } = process.env;
        process.env.LANGUAGE = 'pt_BR:es';
        const languages = app.getPreferredSystemLanguages();
        if (LANGUAGE === undefined) delete process.env.LANGUAGE;
        else process.env.LANGUAGE = LANGUAGE;
        return languages;
      },
      is: ['pt-BR', 'pt', 'es'],
    },
    {
      says: 'the system’s locale is known, as a tag that formats can be made for',
      from: 'docs/api/app.md#appgetsystemlocale',
      see: ({ electron: { app } }) => Intl.getCanonicalLocales(app.getSystemLocale()).length,
      is: 1,
    },
  ],
};
