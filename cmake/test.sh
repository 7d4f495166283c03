#!/bin/sh
# Builds everything and runs every test. Usage: test.sh [--sanitize | --release]
#   --sanitize   only the core's tests, with AddressSanitizer and UndefinedBehaviorSanitizer
#   --release    only the Release build, with every test
# Without an option both, the Release build last.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/cmake/setup.sh"

what=${1:-both}
case $what in
    both | --sanitize | --release) ;;
    *) stop "Unknown option $what. Known: --sanitize, --release." ;;
esac

install_packages

status=0
if [ "$what" != --release ]; then
    say "The core with AddressSanitizer and UndefinedBehaviorSanitizer"
    mkdir -p "$root/build"
    configure "$root/build/sanitize" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DTOUCHSTONE_SANITIZE=ON \
        -DTOUCHSTONE_WERROR=ON -DTOUCHSTONE_BENCH=OFF
    build "$root/build/sanitize" touchstone-cli tests/all
    ctest --test-dir "$root/build/sanitize" --output-on-failure -j "$(nproc)" || status=1
fi
if [ "$what" != --sanitize ]; then
    say "Everything, in Release"
    configure "$root/build" -DCMAKE_BUILD_TYPE=Release -DTOUCHSTONE_WERROR=ON
    build "$root/build" all
    ctest --test-dir "$root/build" --output-on-failure -j "$(nproc)" || status=1
fi
exit "$status"
