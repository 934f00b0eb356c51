"""From Shakespeare to a few bits: trained, stopped, resumed, plotted, sampled, quantized."""

from copy import deepcopy

import pytest
import torch

from course_lib.efficiency.packed_llama import PackedLlama
from course_lib.efficiency.quantization import quantize_
from course_lib.generation.loop import generate
from course_lib.generation.sampling import Sampling
from course_lib.tokenization.characters_and_bytes import CharacterTokenizer
from course_lib.train import main
from course_lib.training.ablation import plays
from course_lib.training.data import consecutive_batches, load_shakespeare
from course_lib.training.evaluation import evaluate
from course_lib.training.experiment import trained_model
from course_lib.training.log import read_log
from course_lib.training.loop import TrainingRun

OPTIONS = (
    "--d-model 64 --layers 2 --heads 4 --kv-heads 2 --d-ff 192 --context-length 64 --steps 60 "
    "--batch-size 8 --warmup-steps 10 --learning-rate 5e-3 --report-every 20 --sample-tokens 40 "
    "--device cpu --folder"
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """One run in one go, and one that was stopped at step 47 and resumed."""
    whole, broken = (tmp_path_factory.mktemp(name) for name in ("whole", "broken"))
    main([*OPTIONS.split(), str(whole)])
    advance = TrainingRun.advance

    def advance_or_stop(run):
        if run.step == 47:
            raise KeyboardInterrupt
        return advance(run)

    with pytest.MonkeyPatch.context() as interruption:
        interruption.setattr(TrainingRun, "advance", advance_or_stop)
        with pytest.raises(KeyboardInterrupt):
            main([*OPTIONS.split(), str(broken)])
    main([*OPTIONS.split(), str(broken), "--resume"])
    return whole, broken


@pytest.fixture(scope="module")
def model(folders):
    return trained_model(folders[0])


def test_a_resumed_run_is_the_run_that_was_never_stopped(folders, model):
    whole, broken = folders
    assert (broken / "log.jsonl").read_bytes() == (whole / "log.jsonl").read_bytes()
    resumed = trained_model(broken).state_dict()
    assert all(torch.equal(resumed[name], w) for name, w in model.state_dict().items())


def test_it_has_learned_and_is_plotted(folders):
    log = read_log(folders[0] / "log.jsonl")
    losses = [record["validation_loss"] for record in log if "validation_loss" in record]
    assert losses == sorted(losses, reverse=True)
    assert len(losses) == 3
    assert losses[-1] < 3.2
    assert "<svg" in (folders[0] / "losses.svg").read_text()


def test_it_writes(model):
    tokenizer = CharacterTokenizer.train(load_shakespeare())
    start = tokenizer.encode("ROMEO")
    [ids] = generate(model, [start], 40, Sampling(temperature=0.8), seed=0)
    written = tokenizer.decode(ids)
    assert written.startswith("ROMEO")
    assert len(written) == 45


def test_fewer_bits_cost_little(model):
    _, _, unread = plays()
    questions = consecutive_batches(unread, 32, 64)
    exact = evaluate(model, questions)
    for bits, most in ((8, 0.005), (4, 0.1)):
        assert abs(evaluate(quantize_(deepcopy(model), bits), questions) - exact) < most
    packed = PackedLlama(model)
    [(x, y), *_] = questions
    loss = torch.nn.functional.cross_entropy(packed(x).flatten(0, 1), y.flatten()).item()
    assert loss == pytest.approx(evaluate(model, questions[:1]), abs=0.1)
