"""What the screens are built of. Each widget is a plain class: arguments down, one callback up.

Everything that can be touched takes a `Kit` (theme and press rules of the page) first, the `Choice` it stands for,
and `choose`, called with the choice's id when a press counts:

    kit = Kit(theme, PressRules(now))
    Tile(kit, choice, choose, tone=Tone.FOREM, centred=False, stacked=False)   a filled or a white tile
    CheckTile(kit, item, choose, tone)          a document to bring: icon, label, circle or tick with its word
    DayTile(kit, day, choose, tone)             weekday, number, month
    Key(kit, choice, choose)                    one key of the keypad
    RoundSign(kit, choice, choose)              the round loudspeaker at the top left
    Bar(kit, choices, choose, volume=3)         the foot of the page; `bar.height` is set by its width

What is only seen takes the theme:

    TitleStrip(kit, title, choose, repeat=, progress=, sentences=)     round sign, title, dots
    MarkedText(theme, sentences, style, colour, halign)   sentences = ((mark, text), ...); each can be lit
    Text(text, style, colour, halign, middle=)  a text that never breaks a word; `fits` tells
    Card(theme)                                 a white box to put things on; `inside` is its room
    IconImage(name, colour, side)
    ProgressDots(theme, progress)   VolumeBars(theme, level, colour)   Countdown(theme, fraction)
    banner_of(theme, page)          QrView(modules)

All that can be lit (and found by a finger in "Sans voir") is a `Marked`: it has `mark` and `lit`.
`light(root, mark)` lights what carries the mark and puts out the rest; `marked_under(root, x, y)` is what lies
under a finger. Widgets have `needed_height(width)` in pixels wherever their text decides their height.
"""
