"""Every rule of the checks is told in plain words."""

from kiosk.proof.rules import RULES, UNKNOWN, plain
from tests.kiosk.checking.test_seeded_faults import SEEDS

WITHOUT_SEED = {"spelling", "grammar", "glyph", "settings", "language", "clip"}
OF_A_PLACE = {"value-missing", "value-unverified", "value-stale", "office-missing", "place-id"}


def test_every_rule_has_its_plain_words() -> None:
    assert {seed.rule for seed in SEEDS} | WITHOUT_SEED | OF_A_PLACE <= set(RULES)


def test_a_rule_that_nobody_has_described_is_still_told() -> None:
    assert plain("a-new-rule") == UNKNOWN
