#!/bin/sh
# Takes the README's picture anew: the real window on the sample, painted without a display.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
bin=$root/build/bin
[ -x "$bin/touchstone" ] || { echo "Build first: sh cmake/run.sh" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data XDG_CACHE_HOME=$folder/cache
export XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
"$bin/touchstone-cli" sample "$folder/sample"
"$bin/touchstone-cli" new "$folder/sample/sample.touchstone" --name Sample
"$bin/touchstone-cli" import "$folder/sample/sample.touchstone" "$folder/sample/ground_truth.json"
QT_QPA_PLATFORM=offscreen "$bin/touchstone" --tour "$folder"
mkdir -p "$root/docs/images"
cp "$folder/label-dark.png" "$root/docs/images/label.png"
