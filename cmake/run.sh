#!/bin/sh
# Builds Touchstone and opens it on the sample project; without a display does the same job headless.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/cmake/setup.sh"

if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
    install_packages qt6-wayland
else
    install_packages
fi

# With the compiler of the tests warnings are errors here as well, so that run.sh and test.sh share one build.
case $("${CXX:-g++}" -dumpversion) in
    12*) werror=ON ;;
    *) werror=OFF ;;
esac
configure "$root/build" -DCMAKE_BUILD_TYPE=Release "-DTOUCHSTONE_WERROR=$werror"
build "$root/build" touchstone touchstone-cli

bin=$root/build/bin

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$bin/touchstone" --sample
fi

say "There is no display (DISPLAY and WAYLAND_DISPLAY are empty): doing the job without a screen."
tour=$root/build/tour
project=$tour/sample/sample.touchstone
rm -rf "$tour"
"$bin/touchstone-cli" sample "$tour/sample"
"$bin/touchstone-cli" new "$project" --name Sample
"$bin/touchstone-cli" import "$project" "$tour/sample/ground_truth.json"
"$bin/touchstone-cli" info "$project"
"$bin/touchstone-cli" export "$project" "$tour/exported.json" --format coco
QT_QPA_PLATFORM=offscreen "$bin/touchstone" --tour "$tour"
say "Pictures of the window, the sample project and its COCO export are in $tour"
