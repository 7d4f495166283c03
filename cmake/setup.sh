# Sourced by run.sh and test.sh, which set $root first: installs what is missing, and configures a build.
# POSIX sh.

umask 022

# With a precompiled header ccache finds nothing again unless it may look past these.
CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
export CCACHE_SLOPPINESS
# Two checkouts of one tree share their objects.
CCACHE_BASEDIR=$root
export CCACHE_BASEDIR
if [ -z "${CCACHE_DIR:-}" ] && { [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; }; then
    CCACHE_DIR=$root/.cache/ccache
    export CCACHE_DIR
fi

say() {
    printf '%s\n' "== $*"
}

stop() {
    printf '%s\n' "$*" >&2
    exit 2
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        stop "Installing packages needs root or sudo. As root, run: apt-get install$missing"
    fi
}

# install_packages [MORE...]: installs those of packages.txt, and MORE, that are not there. Asks dpkg alone
# when nothing is missing.
install_packages() {
    wanted="$(sed -e 's/#.*//' "$root/cmake/packages.txt") $*"
    command -v dpkg-query >/dev/null 2>&1 ||
        stop "This is not a Debian system. Install the equivalents of cmake/packages.txt, then use cmake."
    # shellcheck disable=SC2086
    present=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $wanted 2>/dev/null | sed -n 's/^ii *//p')
    missing=
    for package in $wanted; do
        printf '%s\n' "$present" | grep -qxF -- "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "Installing from Debian:$missing"
    as_root apt-get update -q
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

# configure DIR OPTION...: generates the build in DIR.
configure() {
    directory=$1
    shift
    cmake -S "$root" -B "$directory" -G Ninja "$@" >"$directory.log" 2>&1 || {
        cat "$directory.log" >&2
        stop "cmake could not configure $directory; its output stands above."
    }
    rm -f "$directory.log"
}

# build DIR TARGET...: as many jobs as there are processors, so that 2 cores and 4 GB are enough.
build() {
    directory=$1
    shift
    cmake --build "$directory" -j "$(nproc)" --target "$@"
}
