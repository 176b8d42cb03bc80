# Sourced by run and test: installs what is missing, configures and builds. Sets `top` and `binaries`.
# shellcheck shell=bash

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck disable=SC2034 # for the scripts that source this one
binaries=$top/build/release/bin

fail() {
    echo "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "Installing packages needs root: run this as root, or install sudo and allow this user to use it."
    fi
}

is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Abbrev}' "$1" 2>/dev/null)" = "ii " ]
}

# install_missing USE...: the packages of packages.txt with one of these uses that are not there yet.
install_missing() {
    command -v apt-get >/dev/null ||
        fail "This set-up knows Debian 12 only: install the packages of packaging/packages.txt by hand, then build with 'cmake --preset release'."
    local missing=() name use reason
    while read -r name use reason; do
        [[ $name == \#* || -z $name || " $* " != *" $use "* ]] && continue
        is_installed "$name" && continue
        [ ${#missing[@]} -eq 0 ] && echo "Installing what is missing (without recommended extras):"
        printf '  %-22s %s\n' "$name" "$reason"
        missing+=("$name")
    done <"$top/packaging/packages.txt"
    [ ${#missing[@]} -eq 0 ] && return
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq ||
        fail "The package lists could not be fetched: check the network and /etc/apt/sources.list."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "Some packages could not be installed: see apt's message above."
}

# build_release [TARGET...]
build_release() {
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CMAKE_C_COMPILER_LAUNCHER=ccache
    export CCACHE_BASEDIR=$top CCACHE_NOHASHDIR=1 # one cache for every checkout
    export NINJA_STATUS='[%f/%t] '
    (cd "$top" && cmake --preset release >"$top/build/configure.log" 2>&1) || {
        cat "$top/build/configure.log" >&2
        fail "The build could not be configured: see the message above."
    }
    cmake --build "$top/build/release" --target "${@:-all}" || fail "The build failed: see the first error above."
}

mkdir -p "$top/build"
