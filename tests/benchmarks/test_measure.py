"""The measuring itself: rounds are interleaved, ratios are taken within a round."""

import csv

from benchmarks.byte_pairs import after_merges
from benchmarks.measure import Row, interleave, save, speed_ratio, speed_rows, table
from benchmarks.training_step import compare
from course_lib.models.llama import LlamaConfig
from course_lib.tokenization.byte_pair_training import learn_merges, learn_merges_by_recounting


def test_rounds_are_interleaved_after_one_to_warm_up():
    order = []
    candidates = {n: (lambda n=n: order.append(n) or 1.0) for n in "ab"}
    assert interleave(candidates, rounds=2) == {"a": [1.0, 1.0], "b": [1.0, 1.0]}
    assert "".join(order) == "ababab"


def test_a_slow_round_does_not_change_the_ratio():
    seconds = {"ours": [1.0, 10.0, 1.0], "theirs": [2.0, 20.0, 2.0]}
    assert speed_ratio(seconds, "ours", "theirs") == 2.0


def test_bars_are_judged_and_missing_candidates_left_out(tmp_path):
    bars = [("ours", "theirs", 3.0), ("ours", "absent", 1.0)]
    rows = speed_rows("race", "laps/s", {"ours": [1.0], "theirs": [2.0]}, bars)
    assert [row.verdict for row in rows] == ["", "", "MISSED"]
    assert "2.00x theirs" in table(rows)
    save(rows, tmp_path / "made" / "rows.csv")
    with (tmp_path / "made" / "rows.csv").open() as file:
        assert [line["verdict"] for line in csv.DictReader(file)] == ["", "", "MISSED"]


def test_a_row_without_a_bar_has_no_verdict():
    assert Row("race", "ours", 1.0, "s").verdict == ""


def test_the_textbook_loop_goes_on_from_the_middle():
    words = {tuple(b"abab"): 3, tuple(b"abc"): 2, tuple(b"bc"): 4}
    merges = learn_merges(words, 3)
    halfway = after_merges(words, {merges[0]: 256})
    assert learn_merges_by_recounting(halfway, 2, 257) == merges[1:]


def test_a_tiny_training_step_runs_for_everyone():
    config = LlamaConfig(
        vocab_size=20, d_model=16, n_layers=1, n_heads=2, n_kv_heads=2, d_ff=12, context_length=8
    )
    rows = compare(rounds=1, batch_size=2, llama=config)
    rivals = {row.against for row in rows if row.bar}
    assert rivals == {"Llama of transformers", "plain GPT"}
    assert len(rows) == 12
