#!/usr/bin/env bash
# Tools that the tests use beside Python's own, each only if it is absent:
#   OpenTofu     built from source with Go, kept in the user's cache folder by version
#   Chromium     reads the HTML report      (Debian package, as root)
#   LibreOffice  recalculates the workbook  (Debian package, as root)
#   Terraform    only looked for
# What cannot be had is said; that is an error only when CI=true. A build or an
# installation that was tried and failed is always one.
set -euo pipefail

TOFU_VERSION=1.12.6
# OpenTofu's go.mod replaces one library by its own fork. Go honours a "replace" only in the main
# module, so the module made below has to repeat it: look at it again with another version.
HCL_REPLACE='github.com/hashicorp/hcl/v2@v2.20.1=github.com/opentofu/hcl/v2@v2.20.2-0.20251021132045-587d123c2828'

cache=${XDG_CACHE_HOME:-$HOME/.cache}/transhumance
tofu=$cache/tofu-$TOFU_VERSION/tofu
status=0

say() { printf 'tools: %s\n' "$*"; }

# Something that this script cannot provide here.
missing() {
  say "$*"
  if [[ ${CI:-} == true ]]; then status=1; fi
}

failed() {
  say "FAILED: $*" >&2
  status=1
}

tofu_works() {
  local answer
  answer=$(TF_CLI_CONFIG_FILE=/dev/null "$tofu" version 2>/dev/null) || return 1
  [[ ${answer%%$'\n'*} == "OpenTofu v$TOFU_VERSION" ]]
}

# Runs in a subshell. Spelled with && throughout: "set -e" is off in the condition of an "if".
build_tofu() (
  work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work" || exit 1
  export GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0
  go mod init transhumance/tools/tofu &&
    go mod edit -replace="$HCL_REPLACE" &&
    nice go get "github.com/opentofu/opentofu/cmd/tofu@v$TOFU_VERSION" &&
    nice go build -trimpath -ldflags '-s -w -X github.com/opentofu/opentofu/version.dev=no' \
      -o "$work/tofu" github.com/opentofu/opentofu/cmd/tofu &&
    mkdir -p "$(dirname "$tofu")" &&
    cp "$work/tofu" "$tofu.$$" &&
    mv -f "$tofu.$$" "$tofu" # whole or not at all
)

install_tofu() {
  if tofu_works; then
    say "OpenTofu $TOFU_VERSION: present ($tofu)"
  elif ! command -v go >/dev/null; then
    missing "OpenTofu $TOFU_VERSION: absent, and there is no Go to build it with." \
      "Install Go and run this again, or take OpenTofu $TOFU_VERSION from its project (opentofu.org) and put it at $tofu"
  else
    say "OpenTofu $TOFU_VERSION: building with $(go env GOVERSION) (the first time about 10 minutes) ..."
    local log began=$SECONDS
    log=$(mktemp)
    if build_tofu >"$log" 2>&1 && tofu_works; then
      say "OpenTofu $TOFU_VERSION: built in $((SECONDS - began)) s ($tofu)"
    else
      tail -n 20 "$log" >&2
      failed "OpenTofu $TOFU_VERSION could not be built"
    fi
    rm -f "$log"
  fi
}

have_chromium() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null
}

# soffice alone does not do: it is there without the component for a kind of document too.
have_component() {
  command -v soffice >/dev/null || return 1
  if command -v dpkg-query >/dev/null; then
    # shellcheck disable=SC2016  # the format is dpkg-query's
    dpkg-query -W -f '${db:Status-Status}\n' "libreoffice-$1" "libreoffice-$1-nogui" 2>/dev/null |
      grep -x installed >/dev/null
  fi
}

install_packages() {
  local wanted=()
  if have_chromium; then say "Chromium: present"; else wanted+=(chromium); fi
  local part
  for part in calc writer; do
    if have_component "$part"; then
      say "LibreOffice $part: present"
    else
      wanted+=("libreoffice-$part-nogui")
    fi
  done
  [[ ${#wanted[@]} -gt 0 ]] || return 0

  if ! command -v apt-get >/dev/null; then
    missing "absent: ${wanted[*]}. Install Chromium and LibreOffice (Calc, Writer) with your system's package manager"
  elif [[ $EUID -ne 0 ]]; then
    missing "absent: ${wanted[*]}. Install with: sudo apt-get install --no-install-recommends ${wanted[*]}"
  else
    say "installing Debian packages: ${wanted[*]} ..."
    local log began=$SECONDS
    log=$(mktemp)
    if { apt-get update &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${wanted[@]}"; } \
      >"$log" 2>&1; then
      say "installed in $((SECONDS - began)) s: ${wanted[*]}"
    else
      tail -n 20 "$log" >&2
      failed "apt-get could not install: ${wanted[*]}"
    fi
    rm -f "$log"
  fi
}

look_for_terraform() {
  local answer
  if ! command -v terraform >/dev/null; then
    say "Terraform: absent. Tests that need it are skipped; put terraform (1.11 or newer) on the PATH for them"
  elif answer=$(TF_CLI_CONFIG_FILE=/dev/null terraform version 2>/dev/null); then
    say "Terraform: present (${answer%%$'\n'*}, $(command -v terraform))"
  else
    say "Terraform: $(command -v terraform) does not run; tests that need it are skipped or fail"
  fi
}

install_packages
install_tofu
look_for_terraform
exit "$status"
