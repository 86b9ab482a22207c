#!/bin/sh
# remove.sh KIND: removes what install.sh has installed, and fails where something of it is left.
set -eu
kind=$1
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
gone() { for path in "$@"; do if [ -e "$path" ] || [ -L "$path" ]; then echo "Left behind: $path" >&2; exit 1; fi; done; }
case $kind in
  deb)
    as_root apt-get purge -y raze-quick-stage
    gone '/opt/Raze Quick Stage' /usr/bin/raze-quick-stage /etc/alternatives/raze-quick-stage \
      /etc/apparmor.d/raze-quick-stage /usr/share/applications/com.getraze.quickstage.desktop ;;
  AppImage)
    rm "$HOME/Applications/raze-quick-stage.AppImage" ;;
  exe | all-users.exe)
    home="$LOCALAPPDATA/Programs/raze-quick-stage"
    [ "$kind" = exe ] || home="$PROGRAMFILES/Raze Quick Stage"
    data="$APPDATA/Raze Quick Stage"
    mkdir -p "$data"
    MSYS_NO_PATHCONV=1 "$home/Uninstall Raze Quick Stage.exe" /S
    # It goes on from a copy of itself: there is nothing to wait for but the folder.
    for _ in $(seq 60); do [ -e "$home" ] || break; sleep 1; done
    gone "$home"
    # Nobody was asked, so that the user's data stays.
    [ -d "$data" ] || { echo 'The data is gone' >&2; exit 1; }
    for value in 'Software\Classes\raze-quick-stage' 'Software\Microsoft\Windows\CurrentVersion\Run /v com.getraze.quickstage'; do
      # shellcheck disable=SC2086 # a key, and its value apart
      if MSYS_NO_PATHCONV=1 reg query "HKCU\\"$value; then echo "Left behind: $value" >&2; exit 1; fi
    done ;;
  dmg)
    rm -R '/Applications/Raze Quick Stage.app' ;;
  *) echo "Unknown kind: $kind" >&2; exit 1 ;;
esac
