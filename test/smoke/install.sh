#!/bin/sh
# install.sh KIND FOLDER: installs the deb, AppImage, exe, all-users.exe or dmg of that folder as a user does, without a question, and
# prints the path of the program. What the tools say goes to standard error.
set -eu
kind=$1 folder=$2
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
# The only one of its kind there.
case $kind in
  all-users.exe) file=$(echo "$folder"/raze-quick-stage-*-all-users.exe) ;;
  *) file=$(find "$folder" -maxdepth 1 -name "raze-quick-stage-*.$kind" ! -name '*-all-users.exe') ;;
esac
[ -f "$file" ] || { echo "There is no $kind in $folder" >&2; exit 1; }
case $kind in
  deb)
    as_root apt-get install -y "$(realpath "$file")" >&2
    echo '/opt/Raze Quick Stage/raze-quick-stage' ;;
  AppImage)
    mkdir -p "$HOME/Applications"
    cp "$file" "$HOME/Applications/raze-quick-stage.AppImage"
    chmod +x "$HOME/Applications/raze-quick-stage.AppImage"
    echo "$HOME/Applications/raze-quick-stage.AppImage" ;;
  exe)
    # Git's shell would take /S for a path.
    MSYS_NO_PATHCONV=1 "$file" /S >&2
    cygpath -w "$LOCALAPPDATA/Programs/raze-quick-stage/Raze Quick Stage.exe" ;;
  all-users.exe)
    MSYS_NO_PATHCONV=1 "$file" /S >&2
    cygpath -w "$PROGRAMFILES/Raze Quick Stage/Raze Quick Stage.exe" ;;
  dmg)
    mount=$(mktemp -d)
    hdiutil attach -nobrowse -readonly -mountpoint "$mount" "$file" >&2
    cp -R "$mount/Raze Quick Stage.app" /Applications/
    hdiutil detach "$mount" >&2
    codesign --verify --deep --strict --verbose=2 '/Applications/Raze Quick Stage.app' >&2
    echo '/Applications/Raze Quick Stage.app/Contents/MacOS/Raze Quick Stage' ;;
  *) echo "Unknown kind: $kind" >&2; exit 1 ;;
esac
