import json

from course_lib.training.log import TrainingLog, loss_curves, read_log


def test_records_come_back_in_order(tmp_path):
    log = TrainingLog(tmp_path / "log.jsonl")
    log.append(step=1, loss=4.2)
    log.append(step=2, loss=4.1, sample="Exit\n„Geist“")
    assert read_log(log.path) == [
        {"step": 1, "loss": 4.2},
        {"step": 2, "loss": 4.1, "sample": "Exit\n„Geist“"},
    ]


def test_a_resumed_log_forgets_what_came_after_the_checkpoint(tmp_path):
    first = TrainingLog(tmp_path / "log.jsonl")
    for step in range(1, 6):
        first.append(step=step, loss=5.0 - step)
    resumed = TrainingLog(tmp_path / "log.jsonl", last_step=3)
    resumed.append(step=4, loss=1.0)
    assert [record["step"] for record in read_log(resumed.path)] == [1, 2, 3, 4]


def test_a_line_that_was_cut_off_is_left_out(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text(json.dumps({"step": 1}) + '\n{"step": 2, "lo', encoding="utf-8")
    assert read_log(path) == [{"step": 1}]
    assert read_log(tmp_path / "absent.jsonl") == []


def test_curves_hold_only_what_was_logged():
    assert loss_curves([{"step": 1, "loss": 4.2}]) == {"training": [(1, 4.2)]}
