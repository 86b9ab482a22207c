; Part of the Windows installer: electron-builder includes this file where it finds it (NsisTarget, `customUnInstall`).

!define ELECTRON_RUN_KEY "Software\Microsoft\Windows\CurrentVersion"
!define ELECTRON_SCHEME_KEY "Software\Classes\raze-quick-stage"

; Takes back what the app itself wrote for its user, and no installer knows of: start at login, whose value Electron names after
; the app's id, and the scheme of its links (Electron: shell/browser/browser_win.cc). A newer version's installer runs this too,
; and then everything stays. So does a scheme that leads to another copy of the app.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "${ELECTRON_RUN_KEY}\Run" "${APP_ID}"
    DeleteRegValue HKCU "${ELECTRON_RUN_KEY}\Explorer\StartupApproved\Run" "${APP_ID}"
    ReadRegStr $R0 HKCU "${ELECTRON_SCHEME_KEY}\shell\open\command" ""
    ${if} $R0 == '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
      DeleteRegKey HKCU "${ELECTRON_SCHEME_KEY}"
    ${endIf}
  ${endIf}
!macroend
