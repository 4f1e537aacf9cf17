# shellcheck shell=bash
# What the tests of a region's hub need. Sourced after provisioning/lib.sh and provisioning/hub/lib.sh.

HUB_CHDB_VENV=$ROOT/.venv-chdb
# 18.16; there is none in Debian 13, where the tests with two real shards are left out.
PACKAGES_CLICKHOUSE=(clickhouse-server haproxy)

# Install those of them that this Debian has; the services that Debian starts with them stay off.
need_clickhouse_server() {
    local package here=() new
    for package in "${PACKAGES_CLICKHOUSE[@]}"; do
        if dpkg-query -W "$package" >/dev/null 2>&1 || [[ $(apt-cache policy "$package") =~ Candidate:\ [^\(] ]]; then
            here+=("$package")
        else
            say "This Debian has no $package."
        fi
    done
    mapfile -t new < <(missing_packages "${here[@]}")
    need_packages "${here[@]}"
    if ((${#new[@]})) && [[ -d /run/systemd/system ]]; then
        as_root systemctl disable --quiet --now "${new[@]}"
    fi
}

# Make .venv-chdb too (0.6 GB).
need_clickhouse() {
    need_locked_venv "$HUB_CHDB_VENV" "$ROOT/provisioning/hub/clickhouse/requirements.txt"
    need_clickhouse_server
}
