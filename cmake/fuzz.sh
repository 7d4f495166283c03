#!/bin/sh
# Runs one fuzz target; test.sh calls it with ROOT and SECONDS_EACH set. Usage: fuzz.sh PROGRAM
set -eu
name=${1##*/fuzz_}
work=$ROOT/build/fuzz
mkdir -p "$work/corpus/$name" "$work/found/$name"
log=$work/$name.log
regressions=$ROOT/tests/fuzz/regressions/$name
[ -d "$regressions" ] || regressions= # Nothing was ever found.
# No input may take 10 seconds of a free processor, which is 30 of a busy one, or one allocation of 512 MB.
if "$1" -max_total_time="$SECONDS_EACH" -timeout=30 -rss_limit_mb=2048 -malloc_limit_mb=512 -max_len=65536 \
    -print_final_stats=1 -artifact_prefix="$work/found/$name/" \
    "$work/corpus/$name" "$ROOT/tests/fuzz/corpus/$name" ${regressions:+"$regressions"} >"$log" 2>&1; then
    printf '%s: %s inputs, nothing found\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
else
    tail -n 60 "$log"
    printf '%s: FAILED; the input lies in %s\n' "$name" "$work/found/$name"
    exit 1
fi
