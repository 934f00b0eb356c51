"""The speeds of writing, recorded: whole, and made by the script."""

import pytest

from course_lib.for_the_book.records import decoding_speed, read_record


def test_every_round_holds_every_step() -> None:
    rows = read_record("decoding_speed")
    places = {(row["round"], row["text"], row["step"]) for row in rows}
    assert len(rows) == len(places) == decoding_speed.ROUNDS * len(decoding_speed.QUESTIONS) * 8
    assert {row["step"] for row in rows} > {decoding_speed.RIVAL, "no cache", "4 bits, drafts"}
    assert len({(row["processor"], row["llama_cpp"]) for row in rows}) == 1
    assert all(row["llama_cpp"] for row in rows)


@pytest.mark.slow
def test_the_script_writes_in_so_many_passes(monkeypatch, full: bool) -> None:
    """Seconds are those of a day; the passes are not. Drafts at 8 bits may part at a near tie."""
    if not full:
        monkeypatch.delitem(decoding_speed.QUESTIONS, "new")
    rows = [row for row in read_record("decoding_speed") if row["text"] in decoding_speed.QUESTIONS]
    kept = {(row["text"], row["step"]): int(row["passes"]) for row in rows}
    found = {
        (str(text), str(step)): (float(str(ms)), int(str(passes)))
        for *_, step, text, ms, passes in decoding_speed.rows(1, with_rival=False, warm_up=False)
    }
    assert set(found) == {place for place in kept if place[1] != decoding_speed.RIVAL}
    for place, (milliseconds, passes) in found.items():
        assert milliseconds > 0
        assert abs(passes - kept[place]) <= (8 if "drafts" in place[1] else 0)


def test_a_missing_rival_is_named(monkeypatch) -> None:
    monkeypatch.setitem(decoding_speed.__dict__, "import_module", missing)
    with pytest.raises(ModuleNotFoundError, match="install the extra `bench`"):
        decoding_speed.llama_cpp_server()


def missing(name: str) -> None:
    raise ModuleNotFoundError(name)
