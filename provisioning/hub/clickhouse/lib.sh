# shellcheck shell=bash
# What the tests of a region's hub need. Sourced after provisioning/lib.sh and provisioning/hub/lib.sh.

HUB_CHDB_VENV=$ROOT/.venv-chdb
# 18.16; there is none in Debian 13, where the tests with two real shards are left out.
PACKAGES_CLICKHOUSE=(clickhouse-server haproxy)

# Make .venv-chdb (0.6 GB), and install what this Debian has of the rest.
need_clickhouse() {
    need_locked_venv "$HUB_CHDB_VENV" "$ROOT/provisioning/hub/clickhouse/requirements.txt"
    local package here=()
    for package in "${PACKAGES_CLICKHOUSE[@]}"; do
        if dpkg-query -W "$package" >/dev/null 2>&1 || [[ $(apt-cache policy "$package") =~ Candidate:\ [^\(] ]]; then
            here+=("$package")
        else
            say "This Debian has no $package."
        fi
    done
    need_packages "${here[@]}"
}
