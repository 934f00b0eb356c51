"""Evaluation: how surprised a model is by text, in nats a token.

    loss = mean of −ln(probability that was given to the token that came)

A model that holds all V tokens for equally likely has the loss ln V.

Shapes: B windows a batch, T tokens a window, V vocabulary.
"""

import math
import sys
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.training.data import Batch


def next_token_loss(logits: Float[Tensor, "B T V"], y: Int[Tensor, "B T"]) -> Float[Tensor, ""]:
    """Return the mean cross-entropy over all positions, in nats a token.

    >>> next_token_loss(torch.zeros(1, 3, 50), torch.tensor([[7, 0, 49]])), math.log(50)
    (tensor(3.9120), 3.912023005428146)
    """
    return F.cross_entropy(logits.flatten(0, 1).float(), y.flatten())


@torch.no_grad()
def evaluate(model: nn.Module, batches: Sequence[Batch]) -> float:
    """Return the mean loss over batches that the model does not train on.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=8))
    >>> batch = Batch(x=torch.tensor([[5, 6]]), y=torch.tensor([[6, 7]]))
    >>> abs(evaluate(model, [batch]) - math.log(9)) < 0.2  # untrained, it knows nothing
    True
    """
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    losses = [next_token_loss(model(x.to(device)), y.to(device)) for x, y in batches]
    model.train(was_training)
    return torch.stack(losses).mean().item()


def perplexity(loss: float) -> float:
    """Return e^loss: among how many equally likely tokens the model seems to choose.

    >>> round(perplexity(math.log(50)), 6), perplexity(1000.0)
    (50.0, inf)
    """
    return math.exp(loss) if loss < math.log(sys.float_info.max) else loss * math.inf


@torch.no_grad()
def negative_log_likelihood(model: nn.Module, token_ids: Sequence[int] | Int[Tensor, "T"]) -> float:
    """Return how surprised a model is by each token of a text, on average, in nats.

    The model reads the true text throughout (teacher forcing) and is asked for every next token.
    Small mistakes inside a model show here: 300 tokens weigh more than one right answer. A loss
    that is too low is a mistake as well: the model sees the tokens that it should predict.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=8))
    >>> abs(negative_log_likelihood(model, [3, 1, 4, 1]) - math.log(9)) < 0.2
    True
    """
    tokens = torch.as_tensor(token_ids)
    if len(tokens) < 2:
        raise ValueError(f"a text of {len(tokens)} tokens has no next token to predict; need 2")
    logits = model(tokens[None, :-1])[0]  # T V
    return F.cross_entropy(logits.float(), tokens[1:]).item()
