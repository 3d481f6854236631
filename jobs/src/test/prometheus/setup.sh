#!/usr/bin/env bash
# Installs what the profile `prometheus` tests with, where it is missing: Debian's packages, as root.
set -eu
for program in prometheus:prometheus promtool:prometheus alertmanager:prometheus-alertmanager amtool:prometheus-alertmanager; do
  name=${program%:*}
  command -v "$name" >/dev/null || command -v "prometheus-$name" >/dev/null || missing="${missing:-} ${program#*:}"
done
[[ -z ${missing:-} ]] && exit 0
command -v apt-get >/dev/null || { echo "install Prometheus and Alertmanager first:$missing" >&2; exit 1; }
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # words are packages
apt-get install -y -qq --no-install-recommends $missing >/dev/null
