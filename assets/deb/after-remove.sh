#!/bin/sh
# The .deb's postrm. dpkg calls it also while a newer version takes the place of this one (Debian Policy 6.5, 6.6), and then all stays.
set -e
case "$1" in
  remove | purge | disappear) ;;
  *) exit 0 ;;
esac
update-alternatives --quiet --remove raze-quick-stage '/opt/Raze Quick Stage/raze-quick-stage'

installed=/etc/apparmor.d/raze-quick-stage
if [ -f "$installed" ]; then
  if apparmor_status --enabled > /dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && ischroot; }; then
    apparmor_parser --remove "$installed" || true
  fi
  rm -f "$installed" /var/cache/apparmor/*/raze-quick-stage
fi
