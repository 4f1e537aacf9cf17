# shellcheck shell=bash
# What `try` and `test` share: the Debian packages, the Python environment, the display. Sourced, never run.

# Words of Debian's tools are read here: never in the language of whoever calls.
export LC_ALL=C.UTF-8
unset LANGUAGE

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$ROOT/.venv

# Names valid on Debian 12 and 13, x86-64 and arm64; "a|b" is one package under two names.
PACKAGES_RUN=(
    libgl1 libegl1 libgl1-mesa-dri # drawing, with a window and without
    libxi6 'libmtdev1|libmtdev1t64' # touch
    espeak-ng libespeak-ng1 libsonic0 alsa-utils # the voice, its pace, and playing it
    libebur128-1 # how loud a clip is, by EBU R 128
    chromium-headless-shell # official pages, behind our own glass
    libturbojpeg0 # the pictures of an official page, read six times as fast as by Kivy
)
# shellcheck disable=SC2034 # read by `test`
PACKAGES_TEST=(
    git shellcheck
    xvfb xauth xdotool imagemagick # the real program, in a real window, and pictures of it
    pulseaudio pulseaudio-utils libasound2-plugins # what was really played, recorded
    ffmpeg # what telephones record, read as on a kiosk that has it; its codecs come with the line above
    hunspell hunspell-fr-classical grammalecte-cli fontconfig # spelling, agreement and letters of what is shown
    graphviz # a journey drawn on a sheet of paper
    weasyprint poppler-utils # the facilitator's guide on paper, and its pages read again
    openssl # certificates that nobody trusts, for official pages that are none
    openssh-client # signatures of releases
    qemu-system-common qemu-utils e2fsprogs # power cuts; qemu-storage-daemon is in the first on Debian 12, then in the second
    systemd-container mmdebstrap debian-archive-keyring # the appliance, booted as a container
    qemu-system-x86 ovmf # and as a machine, from an image
)
# shellcheck disable=SC2034 # read by `image`
PACKAGES_IMAGE=(
    mmdebstrap arch-test debian-archive-keyring 'qemu-user-static|qemu-user-binfmt' # a root folder of Debian, of another machine too
    fdisk e2fsprogs dosfstools mtools # partitions and file systems inside a file
)
# Debian's own Python; another one (KIOSK_PYTHON) comes with its own venv.
[[ -n ${KIOSK_PYTHON:-} ]] || PACKAGES_RUN+=(python3 python3-venv)
PYTHON=${KIOSK_PYTHON:-/usr/bin/python3}

say() { printf '%s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo -- "$@"
    else
        die "Install them as root, or install sudo first."
    fi
}

# Those of the packages "$@" that are not installed, one a line, as they were named.
missing_packages() {
    local installed package
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${@//|*/}" "${@##*|}" 2>/dev/null || true)
    for package in "$@"; do
        grep -qxE "(${package//./\\.}) installed" <<<"$installed" || printf '%s\n' "$package"
    done
}

# The name that this Debian gives to "a|b".
name_here() {
    local name
    for name in ${1//|/ }; do
        if [[ $(apt-cache policy "$name") =~ Candidate:\ [^\(] ]]; then
            printf '%s\n' "$name"
            return
        fi
    done
    die "This Debian has no package $1."
}

# Install those of the packages "$@" that are missing; nothing at all when all are there.
need_packages() {
    command -v dpkg-query >/dev/null || die "This needs Debian 12 or 13."
    local missing package name names=()
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    say "Missing Debian packages: ${missing[*]}"
    as_root apt-get update -q -o DPkg::Lock::Timeout=120 </dev/null
    for package in "${missing[@]}"; do
        name=$(name_here "$package")
        names+=("$name")
    done
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "${names[@]}" </dev/null
}

# Everything the environment depends on, as one word.
environment_key() {
    {
        printf '%s\n' "$ROOT" "$1"
        "$PYTHON" -c 'import sys; print(sys.version, sys.executable)'
        cat "$ROOT/setup.py" "$ROOT/provisioning/constraints.txt"
        sed -n '/^\[build-system\]/,/^$/p' "$ROOT/pyproject.toml"
    } | sha256sum | cut -d ' ' -f 1
}

# Make .venv and install the project there, once for each state of what it needs. $1: "run" or "test".
need_venv() {
    local extra=$1 stamp=$VENV/.ready-$1 key
    [[ -x $PYTHON ]] || die "There is no $PYTHON; KIOSK_PYTHON=/path/to/python3 names another one."
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
        || die "Python 3.11 or later is needed; $PYTHON is older. KIOSK_PYTHON=/path/to/python3 names another one."
    key=$(environment_key "$extra")
    [[ -f $stamp && $(<"$stamp") == "$key" && -x $VENV/bin/kiosk ]] && return 0
    say "Installing the project into .venv"
    # After a change of Python or of folder nothing in it can be trusted; otherwise pip mends what is there.
    [[ -f $VENV/.python && $(<"$VENV/.python") == "$(environment_base)" ]] || "$PYTHON" -m venv --clear "$VENV"
    environment_base >"$VENV/.python"
    install_project "$extra"
    # The test extra holds all that running needs.
    environment_key run >"$VENV/.ready-run"
    [[ $extra == run ]] || printf '%s\n' "$key" >"$stamp"
}

environment_base() { "$PYTHON" -c 'import sys; print(sys.argv[1], sys.executable, sys.version)' "$ROOT"; }

# Editable, by a plain path file: a change of code or content needs no new installation, and a start no import hook.
install_project() {
    local target=$ROOT
    [[ $1 == run ]] || target+="[$1]"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --use-pep517 \
        --constraint "$ROOT/provisioning/constraints.txt" \
        --config-settings editable_mode=compat --editable "$target"
}

# Is there a display on which Kivy can open a window? Its wheel speaks X11; a Wayland session offers that by XWayland.
have_display() {
    [[ -n ${DISPLAY:-} ]] || return 1
    if command -v xset >/dev/null; then
        xset q >/dev/null 2>&1
    elif command -v xdpyinfo >/dev/null; then
        xdpyinfo >/dev/null 2>&1
    fi
}

# The environment of `provision`, `card` and `image`, of files whose hashes are written down; in an unpacked bundle from
# the wheels beside it, without an index.
DEPLOY_VENV=$ROOT/.venv-deploy
need_deploy_venv() {
    local lock=$ROOT/provisioning/requirements-deploy.txt from=() key
    [[ -x $PYTHON ]] || die "There is no $PYTHON; KIOSK_PYTHON=/path/to/python3 names another one."
    [[ ! -d $ROOT/wheels ]] || from=(--no-index --find-links "$ROOT/wheels")
    key=$(
        {
            environment_base
            cat "$lock"
        } | sha256sum | cut -d ' ' -f 1
    )
    [[ -f $DEPLOY_VENV/.ready && $(<"$DEPLOY_VENV/.ready") == "$key" ]] && return 0
    say "Installing what provisions into $(basename "$DEPLOY_VENV")"
    "$PYTHON" -c 'import ensurepip' 2>/dev/null || need_packages python3-venv
    "$PYTHON" -m venv --clear "$DEPLOY_VENV"
    "$DEPLOY_VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
        "${from[@]}" --requirement "$lock"
    # Settings are read by our own package: where there is no source of it, its wheel.
    [[ -d $ROOT/kiosk ]] || "$DEPLOY_VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
        "${from[@]}" coup-de-pouce
    printf '%s\n' "$key" >"$DEPLOY_VENV/.ready"
}

# What `provisioning/image` runs in: the makers of the bill of materials, and what reads settings.
# shellcheck disable=SC2034 # read by `image`
IMAGE_VENV=$ROOT/.venv-image
need_image_venv() {
    local lock=$ROOT/provisioning/requirements-image.txt key
    key=$(
        {
            environment_base
            cat "$lock"
        } | sha256sum | cut -d ' ' -f 1
    )
    [[ -f $IMAGE_VENV/.ready && $(<"$IMAGE_VENV/.ready") == "$key" ]] && return 0
    say "Installing what makes images into $(basename "$IMAGE_VENV")"
    "$PYTHON" -m venv --clear "$IMAGE_VENV"
    "$IMAGE_VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
        --requirement "$lock"
    printf '%s\n' "$key" >"$IMAGE_VENV/.ready"
}
