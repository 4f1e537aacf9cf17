# shellcheck shell=bash
# The environments of the hub: what `try` here and `provisioning/test` share. Sourced after provisioning/lib.sh.

HUB_LIB=$ROOT/provisioning/hub
HUB_VENV=$ROOT/.venv-hub
# shellcheck disable=SC2034 # for what serves the published pages
HUB_PUBLIC_VENV=$ROOT/.venv-hub-public

# Make the environment $1 from the lock file $2, with our own package by a path file and nothing of what the kiosk
# needs; once for each state of the lock. What follows is said to pip, too.
need_locked_venv() {
    local venv=$1 lock=$2 key
    shift 2
    key=$(
        {
            environment_base
            cat "$lock"
        } | sha256sum | cut -d ' ' -f 1
    )
    [[ -f $venv/.ready && $(<"$venv/.ready") == "$key" ]] && return 0
    say "Installing $(basename "$lock") into $(basename "$venv")"
    "$PYTHON" -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --requirement "$lock" "$@"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --use-pep517 \
        --config-settings editable_mode=compat --editable "$ROOT"
    printf '%s\n' "$key" >"$venv/.ready"
}

# Both environments, of files whose hashes are written down: what serves a federation is what was tried here.
need_hub_venvs() {
    need_locked_venv "$HUB_VENV" "$HUB_LIB/requirements-ingest.txt" --require-hashes
    need_locked_venv "$HUB_PUBLIC_VENV" "$HUB_LIB/requirements-public.txt" --require-hashes
}
