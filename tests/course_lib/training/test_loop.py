import copy
import math

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.data import RandomBatches, consecutive_batches
from course_lib.training.evaluation import evaluate, perplexity
from course_lib.training.loop import TrainingConfig, TrainingRun, train_step

V = 13
CONFIG = LlamaConfig(
    vocab_size=V, d_model=16, n_layers=2, n_heads=4, n_kv_heads=2, d_ff=24, context_length=8
)
TEXT = torch.arange(600) % V


def make_model(seed=0):
    torch.manual_seed(seed)
    return Llama(CONFIG)


def make_run(steps=12, seed=0, **settings):
    config = TrainingConfig(steps=steps, batch_size=6, warmup_steps=3, seed=seed, **settings)
    return TrainingRun(make_model(seed), RandomBatches(TEXT, 6, 8, seed), config)


def weights(model):
    return torch.cat([parameter.detach().flatten() for parameter in model.parameters()])


OPTIMIZERS = [
    lambda p: torch.optim.SGD(p, lr=0.5),
    lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    lambda p: torch.optim.AdamW(p, lr=0.01),
]


@pytest.mark.parametrize("make_optimizer", OPTIMIZERS)
@pytest.mark.parametrize("max_norm", [0.05, 1.0])
def test_each_step_equals_the_four_steps_by_hand(make_optimizer, max_norm):
    ours = make_model().double()
    theirs = copy.deepcopy(ours)
    our_optimizer = make_optimizer(ours.parameters())
    their_optimizer = make_optimizer(theirs.parameters())
    batches = RandomBatches(TEXT, 4, 8)
    for _ in range(6):
        x, y = next(batches)
        loss = train_step(ours, our_optimizer, x, y, max_norm)

        their_optimizer.zero_grad()
        log_p = theirs(x).log_softmax(dim=-1)
        expected = -log_p.gather(-1, y[..., None]).mean()
        expected.backward()
        norm = torch.cat([p.grad.flatten() for p in theirs.parameters()]).norm()
        for parameter in theirs.parameters():
            parameter.grad *= min(1.0, max_norm / (norm + 1e-6))
        their_optimizer.step()

        assert loss == pytest.approx(expected.item(), abs=1e-6)
        torch.testing.assert_close(weights(ours), weights(theirs), rtol=0, atol=1e-6)


def test_micro_batches_add_up_to_the_whole_batch():
    x, y = next(RandomBatches(TEXT, 6, 8))
    whole, parts = make_model(), make_model()
    loss = train_step(whole, torch.optim.SGD(whole.parameters(), lr=1.0), x, y)
    same = train_step(parts, torch.optim.SGD(parts.parameters(), lr=1.0), x, y, micro_batches=3)
    assert same == pytest.approx(loss, abs=1e-6)
    torch.testing.assert_close(weights(parts), weights(whole), rtol=0, atol=1e-6)


def test_the_first_loss_is_near_ln_v_and_training_lowers_it():
    losses = list(make_run(steps=80, learning_rate=0.01))
    assert abs(losses[0] - math.log(V)) < 0.3
    assert losses[-1] < 0.5 * losses[0]


def test_training_switches_dropout_on_and_evaluation_switches_it_off():
    modes = []

    class Recorder(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed = nn.Embedding(V, V)

        def forward(self, x):
            modes.append(self.training)
            return self.embed(x)

    model = Recorder().eval()
    x, y = next(RandomBatches(TEXT, 2, 4))
    train_step(model, torch.optim.SGD(model.parameters(), lr=0.1), x, y)
    evaluate(model, consecutive_batches(TEXT, 2, 4, n_batches=1))
    assert modes == [True, False]
    assert model.training


def test_evaluation_is_the_mean_over_all_tokens_and_changes_nothing():
    model = make_model()
    before = weights(model).clone()
    batches = consecutive_batches(TEXT, 5, 8)
    x, y = (torch.cat(parts) for parts in zip(*batches, strict=True))
    expected = F.cross_entropy(model(x).flatten(0, 1), y.flatten()).item()
    assert evaluate(model, batches) == pytest.approx(expected, abs=1e-6)
    assert torch.equal(weights(model), before)


def test_perplexity_of_a_uniform_guess_is_the_vocabulary():
    assert perplexity(math.log(V)) == pytest.approx(V)


def test_bfloat16_trains_with_float32_weights():
    run = make_run(steps=40, bfloat16=True, learning_rate=0.01)
    losses = list(run)
    assert losses[-1] < 0.8 * losses[0]
    assert {parameter.dtype for parameter in run.model.parameters()} == {torch.float32}


def test_a_run_resumes_bit_for_bit():
    run = make_run()
    for _ in range(5):
        run.advance()
    state = copy.deepcopy(run.state_dict())
    expected = list(run)
    other = make_run(seed=9)
    other.load_state_dict(state)
    torch.rand(3)
    assert list(other) == expected
    assert torch.equal(weights(other.model), weights(run.model))


def test_a_diverging_run_says_so():
    run = make_run()
    run.model.norm.weight.data.fill_(float("nan"))
    with pytest.raises(FloatingPointError, match="nan at step 0: lower the learning rate"):
        run.advance()


@pytest.mark.parametrize(
    ("settings", "message"),
    [({"micro_batches": 4}, "6 windows .* 4 micro-batches"), ({"steps": 0}, "steps .* got 0")],
)
def test_impossible_settings_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        TrainingConfig(**{"steps": 3, "batch_size": 6, **settings})


def test_a_saved_state_stays_as_it_was_while_training_goes_on():
    run = make_run(steps=12)
    for _ in range(4):
        run.advance()
    state = run.state_dict()
    expected = [run.advance() for _ in range(5)]
    run.load_state_dict(state)
    assert [run.advance() for _ in range(5)] == expected


@pytest.mark.parametrize("name", ["steps", "batch_size", "micro_batches"])
def test_counts_of_zero_are_refused(name):
    with pytest.raises(ValueError, match=f"{name} must be 1 or more, got 0"):
        TrainingConfig(**{"steps": 4, name: 0})


@pytest.mark.parametrize("loss", [710.0, 1e300, math.inf])
def test_a_perplexity_beyond_all_numbers_is_infinite(loss):
    assert perplexity(loss) == math.inf
    assert math.isnan(perplexity(math.nan))
