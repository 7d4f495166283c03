#!/bin/sh
# Builds everything and runs every test. Usage: test.sh [--sanitize | --release | --fuzz | --long]
#   --sanitize   the whole suite, the window's programs too, with AddressSanitizer and UndefinedBehaviorSanitizer,
#                then store, workflow, formats and the window's jobs with ThreadSanitizer
#   --release    only the Release build, with every test
#   --fuzz       only the fuzz targets, 10 seconds each
#   --long       the Release build with the long forms of the tests (TOUCHSTONE_LONG=1: thousands of kills and of
#                simulated power losses), then the fuzz targets, 10 minutes each
# Without an option: the core's tests with AddressSanitizer and UndefinedBehaviorSanitizer, the fuzz targets for 10
# seconds each, and everything in Release.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/cmake/setup.sh"

what=${1:---all}
case $what in
    --all | --sanitize | --release | --fuzz | --long) ;;
    *) stop "Unknown option $what. Known: --sanitize, --release, --fuzz, --long." ;;
esac

install_packages
mkdir -p "$root/build"
status=0

# tests DIR [OPTION...]: runs the tests of a build; options go to ctest.
tests() {
    directory=$1
    shift
    ctest --test-dir "$directory" --output-on-failure -j "$(nproc)" "$@" || status=1
}

sanitized() {
    configure "$root/build/sanitize" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++ \
        -DTOUCHSTONE_SANITIZE=address -DTOUCHSTONE_BENCH=OFF
}

core_with_address() {
    say "The core with AddressSanitizer and UndefinedBehaviorSanitizer"
    sanitized
    build "$root/build/sanitize" core_tests
    tests "$root/build/sanitize" -L core
}

all_with_address() {
    say "Everything with AddressSanitizer and UndefinedBehaviorSanitizer"
    sanitized
    build "$root/build/sanitize" all
    tests "$root/build/sanitize"
}

with_threads() {
    say "Store, workflow, formats and jobs with ThreadSanitizer"
    configure "$root/build/thread" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DTOUCHSTONE_SANITIZE=thread \
        -DTOUCHSTONE_WERROR=ON -DTOUCHSTONE_BENCH=OFF
    build "$root/build/thread" thread_tests
    tests "$root/build/thread" -L threads
}

# fuzz SECONDS: each target for that long, as many at once as there are processors. What libFuzzer finds new stays
# in build/fuzz; a crash leaves its input in build/fuzz/found: add it to tests/fuzz/regressions/TARGET.
fuzz() {
    say "The fuzz targets, $1 seconds each"
    sanitized
    build "$root/build/sanitize" fuzz_programs
    find "$root/build/sanitize/bin" -name 'fuzz_*' ! -name '*_test' -type f | sort |
        SECONDS_EACH=$1 ROOT=$root xargs -P "$(nproc)" -n 1 sh "$root/cmake/fuzz.sh" || status=1
}

release() {
    say "Everything, in Release"
    configure "$root/build" -DCMAKE_BUILD_TYPE=Release -DTOUCHSTONE_WERROR=ON
    build "$root/build" all
    tests "$root/build"
}

case $what in
    --all)
        core_with_address
        fuzz 10
        release
        ;;
    --sanitize)
        all_with_address
        with_threads
        ;;
    --release) release ;;
    --fuzz) fuzz 10 ;;
    --long)
        TOUCHSTONE_LONG=1
        export TOUCHSTONE_LONG
        release
        fuzz 600
        ;;
esac
exit "$status"
