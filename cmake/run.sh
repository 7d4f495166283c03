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

# make_sample DIR: pictures with their ground truth and a project that has imported them, in DIR, which is
# complete when it is there, and then kept.
make_sample() {
    [ ! -e "$1" ] || return 0
    say "Drawing the sample"
    rm -rf "$1.part"
    "$bin/touchstone-cli" sample "$1.part"
    "$bin/touchstone-cli" new "$1.part/sample.touchstone" --name Sample
    "$bin/touchstone-cli" import "$1.part/sample.touchstone" "$1.part/ground_truth.json"
    mv "$1.part" "$1"
}

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    make_sample "$root/build/sample"
    exec "$bin/touchstone" "$root/build/sample/sample.touchstone"
fi

say "There is no display (DISPLAY and WAYLAND_DISPLAY are empty): doing the job without a window on a screen."
tour=$root/build/tour
rm -rf "$tour"
mkdir -p "$tour"
make_sample "$tour/sample"
"$bin/touchstone-cli" info "$tour/sample/sample.touchstone"
"$bin/touchstone-cli" export "$tour/sample/sample.touchstone" "$tour/exported.json" --format coco
QT_QPA_PLATFORM=offscreen "$bin/touchstone" --tour "$tour"
say "Pictures of the window, the sample project and its COCO export are in $tour"
