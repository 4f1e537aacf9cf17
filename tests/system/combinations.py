"""What somebody with a keyboard tries, to get out of a kiosk. F11 and F12 are its own, for those who do not see."""

SWITCHES = tuple(("ctrl", "alt", f"f{number}") for number in range(1, 13))
"""To another console."""
REBOOTS = (("ctrl", "alt", "delete"),) * 8
"""Seven within two seconds reboot at once, where nothing forbids it."""
MAGIC = tuple(("alt", "sysrq", letter) for letter in "reisubofkc")
"""The kernel's own: end all, sync, read-only, reboot, switch off, kill, crash."""
# A key "power" is left out: it switches the machine off, as a Pi's own button does (kiosk.conf of logind) and the plug.
OTHERS = (
    ("alt", "f4"),
    ("alt", "f2"),
    ("alt", "f1"),
    ("alt", "tab"),
    ("alt", "esc"),
    ("alt", "left"),
    ("alt", "right"),
    ("ctrl", "alt", "backspace"),
    ("ctrl", "alt", "esc"),
    ("ctrl", "alt", "t"),
    ("ctrl", "c"),
    ("ctrl", "z"),
    ("ctrl", "d"),
    ("ctrl", "q"),
    ("ctrl", "w"),
    ("ctrl", "esc"),
    ("ctrl", "shift", "esc"),
    ("meta_l",),
    ("meta_l", "l"),
    ("meta_l", "r"),
    ("meta_l", "d"),
    ("esc",),
    ("f1",),
    ("f2",),
    ("f5",),
    ("f10",),
    ("print",),
    ("pause",),
    ("menu",),
    ("sleep",),
)
ALL = (*SWITCHES, *REBOOTS, *MAGIC, *OTHERS)
