import math
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
import torch

from course_lib import train
from course_lib.models.llama import LlamaConfig
from course_lib.tokenization.characters_and_bytes import CharacterTokenizer
from course_lib.training.distributed import Processes
from course_lib.training.experiment import Experiment, Session, run_experiment
from course_lib.training.log import read_log
from course_lib.training.loop import TrainingConfig, TrainingRun
from course_lib.training.optimization import learning_rate_factor

TEXT = "When shall we three meet again\nIn thunder, lightning, or in rain?\n" * 40
TOKENIZER = CharacterTokenizer.train(TEXT)
V = TOKENIZER.vocab_size
STEPS = 24


def make_experiment(folder, **changes):
    model = LlamaConfig(V, 16, 2, n_heads=4, n_kv_heads=2, d_ff=24, context_length=12)
    training = TrainingConfig(steps=STEPS, batch_size=8, warmup_steps=3, learning_rate=0.01)
    return Experiment(
        folder=folder,
        text=TEXT,
        tokenizer=TOKENIZER,
        model=model,
        **{
            "training": training,
            "report_every": 5,
            "validation_batches": 2,
            "sample_tokens": 20,
            **changes,
        },
    )


def stop_at(monkeypatch, step):
    advance = TrainingRun.advance

    def advance_or_stop(run):
        if run.step == step:
            raise KeyboardInterrupt
        return advance(run)

    monkeypatch.setattr(TrainingRun, "advance", advance_or_stop)


def test_a_model_learns_and_writes(tmp_path):
    reports = []
    run_experiment(make_experiment(tmp_path / "run"), show=reports.append)
    assert [report.step for report in reports] == [5, 10, 15, 20, 24]
    losses = [record["loss"] for record in read_log(tmp_path / "run/log.jsonl") if "loss" in record]
    assert len(losses) == STEPS
    assert abs(losses[0] - math.log(V)) < 0.3
    assert reports[-1].validation_loss < 0.8 * math.log(V)
    assert reports[-1].sample.startswith("\n")
    assert len(reports[-1].sample) == 21
    assert "<svg" in (tmp_path / "run/losses.svg").read_text()


@pytest.mark.parametrize("stop", [1, 5, 13, STEPS - 1])
def test_an_interrupted_run_resumes_with_the_same_losses(tmp_path, monkeypatch, stop):
    whole, broken = make_experiment(tmp_path / "whole"), make_experiment(tmp_path / "broken")
    run_experiment(whole)
    with monkeypatch.context() as interruption:
        stop_at(interruption, stop)
        with pytest.raises(KeyboardInterrupt):
            run_experiment(broken)
    if stop < 5:
        with pytest.raises(FileNotFoundError, match="no checkpoint"):
            run_experiment(broken, resume=True)
        return
    run_experiment(broken, resume=True)
    assert broken.log.read_bytes() == whole.log.read_bytes()


def test_the_log_holds_the_learning_rate_of_the_step_itself(tmp_path):
    experiment = make_experiment(tmp_path)
    run_experiment(experiment)
    config = experiment.training
    expected = [
        config.learning_rate
        * learning_rate_factor(step, STEPS, config.warmup_steps, config.final_share)
        for step in range(STEPS)
    ]
    rates = [r["learning_rate"] for r in read_log(experiment.log) if "learning_rate" in r]
    assert rates == pytest.approx(expected)


def test_a_text_of_one_line_has_an_opening_of_its_own(tmp_path):
    text = "never a new line in it; " * 60
    tokenizer = CharacterTokenizer.train(text)
    sizes = replace(make_experiment(tmp_path).model, vocab_size=tokenizer.vocab_size)
    reports = []
    experiment = replace(make_experiment(tmp_path), text=text, tokenizer=tokenizer, model=sizes)
    run_experiment(experiment, show=reports.append)
    assert reports[-1].sample.startswith("n")


@pytest.mark.parametrize("name", ["report_every", "validation_batches", "sample_tokens"])
def test_counts_of_zero_are_refused(tmp_path, name):
    with pytest.raises(ValueError, match=f"{name} must be 1 or more, got 0"):
        make_experiment(tmp_path, **{name: 0})


def test_a_batch_that_processes_and_micro_batches_cannot_share_is_refused(tmp_path):
    training = TrainingConfig(steps=4, batch_size=4, micro_batches=4)
    two = Processes(rank=0, count=2, device=torch.device("cpu"))
    with pytest.raises(ValueError, match=r"batch of 4 .* by 2 processes and cut into 4"):
        Session(make_experiment(tmp_path, training=training), two)


def test_a_run_that_diverges_says_what_to_do(tmp_path, text, capsys):
    options = [*SIZES.split(), *PACE.split(), "--learning-rate", "1e30", "--warmup-steps", "0"]
    with pytest.raises(SystemExit) as end:
        train.main(["--folder", str(tmp_path), "--text", str(text), *options])
    assert end.value.code == 2
    assert "lower the learning rate, now 1e+30" in capsys.readouterr().err


def test_a_run_is_never_overwritten_nor_resumed_with_other_settings(tmp_path):
    experiment = make_experiment(tmp_path)
    run_experiment(experiment)
    with pytest.raises(FileExistsError, match="holds a run already"):
        run_experiment(experiment)
    wider = replace(experiment, model=replace(experiment.model, d_model=32))
    with pytest.raises(ValueError, match=r"model\.d_model was 16, is 32"):
        run_experiment(wider, resume=True)
    with pytest.raises(ValueError, match="fingerprint"):
        run_experiment(replace(experiment, text=TEXT[::-1]), resume=True)


SIZES = "--d-model 16 --layers 2 --heads 4 --kv-heads 2 --d-ff 24 --context-length 16"
PACE = "--steps 40 --batch-size 8 --report-every 4 --sample-tokens 10 --device cpu"
ALONE = [sys.executable, "-m"]
IN_PAIRS = [*ALONE, "torch.distributed.run", "--standalone", "--nproc-per-node=2", "-m"]


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    path = tmp_path_factory.mktemp("text") / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("undisturbed")
    finish(command(ALONE, folder, text))
    return folder


def command(launcher, folder, text, *options):
    arguments = ["--folder", str(folder), "--text", str(text), *options]
    return [*launcher, "course_lib.train", *SIZES.split(), *PACE.split(), *arguments]


def finish(arguments):
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    subprocess.run(arguments, check=True, capture_output=True, timeout=300, env=environment)


def start_and_kill(arguments, log, after_records, kill_signal):
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(read_log(log)) < after_records:
        time.sleep(0.005)
    process.send_signal(kill_signal)
    process.wait(timeout=60)


def logged(folder, name):
    return [record[name] for record in read_log(folder / "log.jsonl") if name in record]


@pytest.mark.slow
def test_a_killed_process_resumes_with_the_same_losses(tmp_path, text, undisturbed):
    stop = random.Random().randrange(6, 40)
    log = tmp_path / "log.jsonl"
    start_and_kill(command(ALONE, tmp_path, text), log, stop, signal.SIGKILL)
    finish(command(ALONE, tmp_path, text, "--resume"))
    assert log.read_bytes() == (undisturbed / "log.jsonl").read_bytes(), f"killed at {stop}"


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["ddp", "fsdp"])
def test_two_processes_stopped_and_resumed_have_the_losses_of_one(
    tmp_path, text, undisturbed, engine
):
    pair = command(IN_PAIRS, tmp_path, text, "--engine", engine)
    start_and_kill(pair, tmp_path / "log.jsonl", 17, signal.SIGTERM)
    finish([*pair, "--resume"])
    assert len(logged(tmp_path, "loss")) == 40
    for name in ("loss", "validation_loss"):
        assert logged(tmp_path, name) == pytest.approx(logged(undisturbed, name), abs=1e-5)
