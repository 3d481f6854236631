#!/usr/bin/env bash
# Drives the live page in a real Chromium: mvn verify -Pbrowser. Needs Node.js 20; installs what else is missing:
# the npm packages beside the copies of the tests, and Debian's chromium if there is none and this user may.
#
#   $1  the distribution to be tested      $2  where to work and to leave the screenshots
#   CHROMIUM   the browser, if it is not found on the PATH
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
distribution=$1 work=$2

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [[ -z $chromium ]]; then
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    chromium=$(command -v chromium)
  else
    echo "run.sh: no Chromium was found. Install one (Debian: apt-get install chromium), or name it in CHROMIUM." >&2
    exit 1
  fi
fi
command -v node >/dev/null || { echo "run.sh: Node.js 20 or newer is needed." >&2; exit 1; }

mkdir -p "$work/screenshots"
cp "$here"/package.json "$here"/*.mjs "$work"
cd "$work"
[[ -d node_modules/playwright-core && -d node_modules/@axe-core/playwright ]] ||
  npm install --no-audit --no-fund --no-package-lock --ignore-scripts --silent
CHROMIUM=$chromium THALWEG_DISTRIBUTION=$distribution THALWEG_PAGE_FILES=$here/../../../monitoring/src/main/resources/org/thalweg/monitoring/page \
  exec node --test --test-concurrency=1 --test-reporter=spec "${@:3}" ./*.test.mjs
