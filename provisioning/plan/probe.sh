# What is asked of a machine before anything is planned; one "key=value" a line. POSIX sh, changes nothing.
export LC_ALL=C # its words are read, not those of the machine's language
fact() { printf '%s=%s\n' "$1" "$2"; }
. /etc/os-release
fact system "$ID"
fact release "${VERSION_ID:-0}"
fact architecture "$(dpkg --print-architecture)"
fact model "$(tr -d '\0' </proc/device-tree/model 2>/dev/null)"
fact hostname "$(cat /etc/hostname 2>/dev/null)"
fact booted "$([ -d /run/systemd/system ] && echo yes || echo no)"
fact container "$(systemd-detect-virt --container 2>/dev/null | grep -qvx none && echo yes || echo no)"
fact root_type "$(stat -f -c %T / 2>/dev/null)"
fact root_writable "$([ -w / ] && echo yes || echo no)"
fact free_mb "$(df -Pm / | awk 'NR == 2 { print $4 }')"
fact memory_mb "$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo 2>/dev/null)"
fact groups "$(cut -d : -f 1 /etc/group | sort | tr '\n' ' ')"
fact sound "$(sed -n 's/^ *[0-9]* \[\([^ ]*\) *\].*/\1/p' /proc/asound/cards 2>/dev/null | tr '\n' ' ')"
fact panels "$(for one in /sys/class/drm/*/modes; do head -n 1 "$one" 2>/dev/null; done | sort -u | tr '\n' ' ')"
fact wifi "$([ -d /sys/class/net ] && ls -d /sys/class/net/*/wireless >/dev/null 2>&1 && echo yes || echo no)"
fact data_mounted "$(mountpoint -q /data && echo yes || echo no)"
fact data_label "$(blkid -L kiosk-data 2>/dev/null)"
source=$(awk '$2 == "/" { print $1 }' /proc/mounts | tail -n 1)
[ "$source" = /dev/root ] && source=$(findmnt -n -o SOURCE / 2>/dev/null)
disk=$(lsblk -n -o PKNAME "$source" 2>/dev/null | head -n 1)
fact disk "${disk:+/dev/$disk}"
[ -z "$disk" ] || fact unused_mb "$(sfdisk -q --list-free "/dev/$disk" 2>/dev/null |
    awk 'NR > 1 && $3 > most { most = $3 } END { print int(most / 2048) }')"
fact boot_files "$([ -e /boot/firmware/cmdline.txt ] && [ ! -e /etc/kiosk/image ] && echo yes || echo no)"
fact release_now "$(basename "$(readlink /data/releases/current 2>/dev/null)")"
