; Part of the Windows installers: electron-builder includes this file where it finds it (NsisTarget, `customInstall`, `customUnInstall`).

!define ELECTRON_RUN_KEY "Software\Microsoft\Windows\CurrentVersion"
!define ELECTRON_SCHEME_KEY "Software\Classes\raze-quick-stage"
; Where electron-updater and the installer keep what they bring (main/shell/updates/updater-places).
!define UPDATER_FOLDER "raze-quick-stage-updater"

; The program gets a folder of its own also where another is asked for (`/D=`): the uninstaller, and a newer version's installer, delete
; all that lies in the folder, whoever put it there (templates/nsis/uninstaller.nsh).
!macro customInit
  StrCpy $R0 $INSTDIR 1 -1
  ${if} $R0 == "\"
    StrCpy $INSTDIR $INSTDIR -1
  ${endIf}
  ${GetFileName} $INSTDIR $R0
  ${if} $R0 != "${APP_FILENAME}"
    StrCpy $INSTDIR "$INSTDIR\${APP_FILENAME}"
  ${endIf}
  ClearErrors
!macroend

; The installer for all users leaves a mark by which the program knows that whoever installed it also brings newer versions
; (main/shell/updates/feed). The copy of itself that electron-builder's part has put into the folder of whoever installs
; (templates/nsis/include/installer.nsh), and its program that starts others as an administrator (CopyElevateHelper, which it packs for
; all users whatever is set), are for an updater that is not used here: both go again.
!macro customInstall
  !ifdef INSTALL_MODE_PER_ALL_USERS
    FileOpen $R0 "$INSTDIR\resources\for-all-users" w
    FileClose $R0
    Delete "$INSTDIR\resources\elevate.exe"
    SetShellVarContext current
    Delete "$LOCALAPPDATA\${UPDATER_FOLDER}\installer.exe"
    RMDir "$LOCALAPPDATA\${UPDATER_FOLDER}"
    SetShellVarContext all
    ClearErrors
  !endif
!macroend

; Takes back what the app itself wrote for its user, and no installer knows of: start at login, whose value Electron names after
; the app's id, and the scheme of its links (Electron: shell/browser/browser_win.cc). A newer version's installer runs this too,
; and then everything stays. So does what leads to another copy of the app.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    !insertmacro readStartAtLogin $R0
    ${if} $R0 == "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
    ${orIf} $R0 == ""
      DeleteRegValue HKCU "${ELECTRON_RUN_KEY}\Run" "${APP_ID}"
      DeleteRegValue HKCU "${ELECTRON_RUN_KEY}\Explorer\StartupApproved\Run" "${APP_ID}"
    ${endIf}
    ReadRegStr $R0 HKCU "${ELECTRON_SCHEME_KEY}\shell\open\command" ""
    ${if} $R0 == '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
      DeleteRegKey HKCU "${ELECTRON_SCHEME_KEY}"
    ${endIf}
    !insertmacro decideOnData $R0
    ${if} $R0 == "delete"
      !insertmacro deleteData
    ${endIf}
  ${endIf}
!macroend

; Of what is started at login as much as this program's path has letters, without the quotation mark that may stand before it; empty
; where nothing is.
!macro readStartAtLogin _program
  ReadRegStr ${_program} HKCU "${ELECTRON_RUN_KEY}\Run" "${APP_ID}"
  StrCpy $R1 ${_program} 1
  ${if} $R1 == '"'
    StrCpy ${_program} ${_program} "" 1
  ${endIf}
  StrLen $R1 "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  StrCpy ${_program} ${_program} $R1
  ClearErrors
!macroend

; `delete` or `keep`. `--delete-app-data` deletes; with `/S` nobody is asked and all is kept; else the answer counts, and no answer
; keeps. A one-click uninstaller has made itself silent by now, whether its user wanted that or not: the switch tells.
!macro decideOnData _decision
  StrCpy ${_decision} "keep"
  ${if} ${isDeleteAppData}
    StrCpy ${_decision} "delete"
  ${else}
    ${GetParameters} $R1
    ClearErrors
    ${GetOptions} $R1 "/S" $R2
    ${if} ${Errors}
      !insertmacro dataQuestion $R1
      ${if} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$R1" IDYES`
        StrCpy ${_decision} "delete"
      ${endIf}
    ${endIf}
  ${endIf}
  ClearErrors
!macroend

; The question, in Portuguese or Spanish where the uninstaller speaks it (the low bits of a language's number:
; https://learn.microsoft.com/openspecs/windows_protocols/ms-lcid), else in English.
!macro dataQuestion _text
  IntOp ${_text} $LANGUAGE & 0x3ff
  ${if} ${_text} = 0x16
    StrCpy ${_text} "Apagar também os seus dados do Raze Quick Stage neste computador: oportunidades, histórico, configurações e mudanças que ainda não foram enviadas?$\r$\n$\r$\n“Não” os guarda para uma nova instalação. A chave de API fica, em todo caso, no Gerenciador de Credenciais do Windows, e os dados de outros usuários deste computador ficam também."
  ${elseIf} ${_text} = 0x0a
    StrCpy ${_text} "¿Borrar también tus datos de Raze Quick Stage en este equipo: oportunidades, historial, ajustes y cambios que aún no se enviaron?$\r$\n$\r$\n«No» los conserva para una instalación nueva. La clave de API queda, en todo caso, en el Administrador de credenciales de Windows, y los datos de otros usuarios de este equipo quedan también."
  ${else}
    StrCpy ${_text} "Delete your data of Raze Quick Stage on this computer, too: opportunities, history, settings and changes that were not sent yet?$\r$\n$\r$\n“No” keeps them for a new installation. Either way the API key stays in the Windows Credential Manager, and so does the data of this computer's other users."
  ${endIf}
!macroend

; Of the user who runs this, also where the program was installed for all. electron-builder's own part deletes the first folder
; where `--delete-app-data` is given, and never the second.
!macro deleteData
  SetShellVarContext current
  RMDir /r "$APPDATA\${PRODUCT_FILENAME}"
  RMDir /r "$LOCALAPPDATA\${UPDATER_FOLDER}"
  ${if} $installMode == "all"
    SetShellVarContext all
  ${endIf}
!macroend
