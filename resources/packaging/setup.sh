#!/usr/bin/env bash
# Sets up what the project needs and is missing. Called by make, and safe to call again:
#
#   setup.sh run    what the app needs
#   setup.sh test   the same, and what the linters and the tests need
#
# Everything from the package index goes into .venv (pip and uv keep their usual caches). On the
# system only Debian packages are added, where this user may install them without a password; where
# that is not so, one line names them. Written for bash 3.2 as well, which macOS has.
set -euo pipefail

uv_version=0.13.9
# Programs that tests call (xvfb-run needs xauth), each with the Debian package that has it. The one
# of the accessibility bus stands where only other programs look.
test_tools="Xvfb:xvfb xauth:xauth xdotool:xdotool pdftotext:poppler-utils dbus-daemon:dbus"
test_tools="$test_tools at-spi-bus-launcher:at-spi2-core"
# The C compiler makes the disk that fails on purpose; it only recommends the headers that it needs.
test_tools="$test_tools gcc:gcc gcc:libc6-dev"

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
environment=$PWD/.venv
python=$environment/bin/python

say() { printf 'set-up: %s\n' "$*" >&2; }
stop() {
    say "$*"
    exit 1
}
# Prints the lines read sorted, each once, as one line of words.
words() { sort -u | tr '\n' ' ' | sed 's/^ *//; s/ *$//'; }

# --- Debian packages ---------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

# Installs packages quietly. The package lists are fetched only when they turn out to be missing or
# stale, because that is the slow part.
install_packages() {
    local log
    say "installing with apt: $*"
    log=$(mktemp)
    if apt_install "$@" >"$log" 2>&1 ||
        { as_root apt-get update -qq </dev/null && apt_install "$@"; } >>"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 5 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# --- Python, .venv and the locked packages -----------------------------------------------------

# Prints the first interpreter that is new enough and can import the modules named in $1. One that
# the caller names in PYTHON comes first.
find_python() {
    local name
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if "$name" -c "import sys, $1; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
    return 1
}

make_environment() {
    local base package
    # One whose interpreter is gone or too old is made anew.
    if [ -x "$python" ] && "$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
        return
    fi
    if ! base=$(find_python "venv, ensurepip"); then
        base=$(find_python venv) || base=$(find_python sys) ||
            stop "needs Python 3.11 or newer on the PATH (python3.11, python3.12, python3.13 or python3); none was found"
        # Debian keeps ensurepip in a package of its own.
        package=$("$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        may_install || stop "needs Python's venv module; install it with: apt-get install $package"
        install_packages "$package" || stop "could not install $package, which has Python's venv module"
    fi
    say "making .venv with $("$base" -V)"
    "$base" -m venv --clear "$environment"
}

install_uv() {
    if [ "$("$environment/bin/uv" --version 2>/dev/null | cut -d ' ' -f 2)" = "$uv_version" ]; then
        return
    fi
    say "installing uv $uv_version into .venv"
    "$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null
    "$python" -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
}

# Brings .venv to what uv.lock says. For `run`, packages that are there already stay, so that
# going to and fro between run and test never takes the test tools out and in again.
sync_packages() {
    local options="--no-dev --inexact"
    if [ "$purpose" = test ]; then options=""; fi
    if [ ! -t 2 ]; then options="$options --quiet"; fi
    say "bringing .venv to uv.lock (a few hundred MB the first time)"
    unset VIRTUAL_ENV
    # shellcheck disable=SC2086 # the options are words
    UV_PROJECT_ENVIRONMENT=$environment UV_PYTHON=$python UV_PYTHON_DOWNLOADS=never \
        "$environment/bin/uv" sync --frozen $options
}

# --- System libraries --------------------------------------------------------------------------

# Prints the shared libraries that the loader does not find for the Qt files named.
missing_libraries() {
    local qt file
    qt=$("$python" -c 'from importlib.util import find_spec as f; print(f("PySide6").submodule_search_locations[0])')
    for file in "$@"; do
        if [ ! -e "$qt/$file" ]; then
            say "PySide6 has no $file; setup.sh is behind its version"
            continue
        fi
        ldd "$qt/$file" | awk '$2 == "=>" && $3 == "not" { print $1 }'
    done | sort -u
}

# Prints the Debian package of each library read. The name follows from the library's own but for
# the few that are listed.
packages_of_libraries() {
    local library
    while read -r library; do
        case $library in
            libglib-2.0.so.* | libgthread-2.0.so.*) echo libglib2.0-0 ;;
            libbrotli*.so.*) echo libbrotli1 ;;
            libz.so.1) echo zlib1g ;;
            *) echo "$library" | tr '[:upper:]_' '[:lower:]-' | sed -E 's/([0-9])\.so\./\1-/; s/\.so\.//' ;;
        esac
    done
}

plugins=Qt/plugins/platforms
qt_always="QtWidgets.abi3.so QtPrintSupport.abi3.so QtSvg.abi3.so $plugins/libqoffscreen.so"
qt_x11="$plugins/libqxcb.so"
qt_wayland="$plugins/libqwayland.so Qt/plugins/wayland-shell-integration/libxdg-shell.so"

# Prints the packages without which this very start cannot work.
needed_packages() {
    local files=$qt_always
    if [ "$purpose" = run ]; then
        if [ -n "${DISPLAY:-}" ]; then
            files="$files $qt_x11"
        elif [ -n "${WAYLAND_DISPLAY:-}" ]; then
            files="$files $qt_wayland"
        fi
    fi
    # shellcheck disable=SC2086 # the files are words
    missing_libraries $files | packages_of_libraries
}

# Prints all packages that are worth having: a display may come later, a test may want a tool.
wanted_packages() {
    local tool
    # shellcheck disable=SC2086 # the files are words
    missing_libraries $qt_always $qt_x11 $qt_wayland | packages_of_libraries
    if [ "$purpose" = test ]; then
        for tool in $test_tools; do
            PATH=$PATH:/usr/libexec command -v "${tool%%:*}" >/dev/null || echo "${tool#*:}"
        done
    fi
}

# Installs what is missing, or names it and stops if this start needs it. Sets `missing` to what is
# still missing in the end.
complete_system() {
    missing=""
    [ "$(uname)" = Linux ] || return 0
    missing=$(wanted_packages | words)
    if [ -n "$missing" ] && may_install; then
        # shellcheck disable=SC2086 # the packages are words
        install_packages $missing || true # what is still missing is named below
        missing=$(wanted_packages | words)
    fi
    [ -n "$missing" ] || return 0
    say "these system packages are missing (Debian's names); install them with: apt-get install $missing"
    [ -z "$(needed_packages)" ] || exit 1
}

# --- The whole -----------------------------------------------------------------------------------

purpose=${1:-}
case $purpose in run | test) ;; *) stop "usage: setup.sh run|test" ;; esac

make_environment
install_uv
sync_packages
complete_system
# Without the mark that make looks at, the next start tries again and names what is missing again.
if [ -z "$missing" ]; then
    touch "$environment/.ready-run"
    if [ "$purpose" = test ]; then touch "$environment/.ready-test"; fi
fi
