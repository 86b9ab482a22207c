#!/bin/sh
# The .deb's postinst: what electron-builder's own does (templates/linux/after-install.tpl), and three things otherwise. A kernel that
# refuses AppArmor's profile, as in a container, is no reason to refuse the program (as in dh_apparmor's own script). Debian's switch for
# namespaces of ordinary users is looked at too, since root, who installs, may always make them. And it is for Debian, which has
# update-alternatives always.
set -e
program='/opt/Raze Quick Stage/raze-quick-stage'
sandbox='/opt/Raze Quick Stage/chrome-sandbox'

# A link that was made by hand, or by a version before alternatives.
if [ -L /usr/bin/raze-quick-stage ] && [ "$(readlink /usr/bin/raze-quick-stage)" != /etc/alternatives/raze-quick-stage ]; then
  rm -f /usr/bin/raze-quick-stage
fi
update-alternatives --install /usr/bin/raze-quick-stage raze-quick-stage "$program" 100

# Chromium's helper with root's rights is needed only where its users may make no namespaces.
users_may_make_namespaces() {
  allowed=1
  if [ -r /proc/sys/kernel/unprivileged_userns_clone ]; then read -r allowed < /proc/sys/kernel/unprivileged_userns_clone; fi
  [ "$allowed" != 0 ] && [ -L /proc/self/ns/user ] && unshare --user true
}
if users_may_make_namespaces; then chmod 0755 "$sandbox"; else chmod 4755 "$sandbox"; fi

if command -v update-desktop-database > /dev/null; then update-desktop-database /usr/share/applications || true; fi

# AppArmor before version 4 does not know the profile, and nothing needs it there. In a folder that is prepared for another
# computer it is only put in its place.
profile='/opt/Raze Quick Stage/resources/apparmor-profile'
installed=/etc/apparmor.d/raze-quick-stage
if apparmor_status --enabled > /dev/null 2>&1; then
  if apparmor_parser --skip-kernel-load --debug "$profile" > /dev/null 2>&1; then
    cp -f "$profile" "$installed"
    if ! { [ -x /usr/bin/ischroot ] && ischroot; }; then
      apparmor_parser --replace --write-cache --skip-read-cache "$installed" || echo 'AppArmor did not load the profile.' >&2
    fi
  else
    echo "Skipping the installation of the AppArmor profile: this version of AppArmor does not know what is in it."
  fi
fi
