#!/bin/sh
# Takes the pictures of the manual anew: every tool in use, in the real window, painted without a display.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
bin=$root/build/bin
[ -x "$bin/guide-shots" ] || { echo "Build first: sh cmake/run.sh" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bin/guide-shots" "$folder"
mkdir -p "$root/docs/images/guide"
cp "$folder"/*.jpg "$root/docs/images/guide/"
