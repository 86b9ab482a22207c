#!/bin/sh
# Runs a command on a desktop of its own: an X server with a window manager, and a session bus. Elsewhere than on Linux as it is.
# Debian and Ubuntu: xvfb, openbox, dbus.
[ "$(uname)" = Linux ] || exec "$@"
exec dbus-run-session -- xvfb-run --auto-servernum sh -c '
  openbox & manager=$!
  "$@"; code=$?
  kill $manager
  exit $code' desk "$@"
