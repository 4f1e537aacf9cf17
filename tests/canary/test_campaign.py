"""A small part of the campaign, and a proof that it finds what is there; all of it: `python -m tests.canary`."""

import pytest

from tests.summary import Tell

MEMORY = {"memory", "[heap]"}


@pytest.mark.timeout(400)
def test_nothing_is_left_of_a_visit_that_ends_well_nor_of_one_that_ends_badly(tell: Tell) -> None:
    from tests.canary.campaign import Campaign, planned

    plan = [*planned(["terminer"], ["commune_adresse"]), *planned(["exception"], ["essayer"])]
    visits = list(Campaign(plan).run())
    assert [visit.ending for visit in visits] == ["terminer", "exception"]
    for visit in visits:
        assert [str(hit) for hit in visit.after.hits] == []
        tell("pieces of what was typed, each seen while the visitor was there", visit.before)
        tell("bytes of memory searched for them afterwards", visit.after.memory_bytes)
        tell("bytes of files searched for them afterwards", visit.after.file_bytes)


@pytest.mark.timeout(400)
def test_a_leak_of_each_kind_is_found() -> None:
    from tests.canary.campaign import Campaign, planned

    leaks = "texture:name,global:phone,log:phone,file:phone,deleted:phone,row:phone"
    (visit,) = Campaign(planned(["terminer"], ["commune_adresse"]), leaks).run()
    name, phone = ({hit.where for hit in visit.after.hits if hit.piece in one.pieces} for one in visit.typed)
    assert name
    assert name <= MEMORY
    assert phone & MEMORY
    assert {"kiosk.log", "draft.db"} <= phone
    assert any(where.startswith("tmp") for where in phone)
    assert any("(deleted)" in where for where in phone)
