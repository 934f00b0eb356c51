"""What a test cell of an assignment is written with.

A test cell is plain Python that calls the student's functions by name. It reads:

    from autograder.testing import Draws, call, check_close, fused_attention, unpack

    draw = Draws("attention-values")                        # seeded by the test's name
    q, k, v = draw.normal(3, 7), draw.normal(5, 7), draw.normal(5, 4)
    expected, _ = fused_attention(q, k, v)                  # an oracle, before the student's code
    returned = call(attention, q, k, v)
    output, weights = unpack(returned, "output", "weights")
    check_close(output, expected, "output", hint="is every score divided by √D?",
                mistakes={"the scores are not divided by √D": unscaled},
                reread="Why divide by √D")

**Comparing.** `check_close` looks at type, shape, dtype, finiteness and value, in this order;
`check_tensor`, `check_shape`, `check_dtype` and `check_finite` stop on the way. `check_count` wants
an exact integer, `check_number` a number up to a tolerance, `check_equal` truth values, words and
lists of them, `check_keys` a dictionary, `check_true` any claim; `read_number`, `read_truth`,
`read_ids` and `read_pairs` hand out what came, as plain Python, `read_parameters` a model's
parameters. `check_refused` wants a `ValueError` for bad input.

**Failing.** A failed check raises `CheckFailed`: what was expected, what came, the likely cause and
where to `reread`; `given` can name the input. The cause is the entry of `mistakes` whose value
came, or both where two have it; `any_of` holds the answers of a mistake that has several, and
`mistaken` works out what wrong functions would answer. A `hint` is shown whatever went wrong, so
give one only to a check that fails for a single reason; most have none. Expected values appear only
where `show=True` says so: for worked examples.

**Inputs.** Random ones come from `Draws` alone, sizes from `draw.sizes`, pairwise different;
`random_llama` and `random_gpt2` draw configurations. A grader changes all seeds at once through
`autograder.testing.draws.seed_source`.

**Laws.** `check_inputs_unchanged`, `check_depends_on_inputs`, `check_unaffected` (the future
changes, the past stays), `check_gradients` (against finite differences) and `gradients`.

**Partial credit.** `with parts() as part:` lets each `with part("one head", 2):` in it earn
its share of the test's points by itself.

**A law counts only with the value.** Constants have gradients and leave inputs alone, so each
test of a law first demands right results on one case, `check_small_case` or `check_close`, and
compares values inside `forbidden` too. `call` hands over copies: writing into inputs costs the
points of `check_inputs_unchanged` and of nothing else.

**From scratch.** `with forbidden(*FUSED_ATTENTION):` refuses ready-made answers under any name.

**Counts.** `growth` and `vectors` take a student's count of parameters apart, term by term.

**Pictures.** `read_heatmap` calls a plotting function and returns what the screen would show.

Students may import this module: it holds no solution and no expected value, and its import costs
little more than torch. What it needs of PyTorch it takes hold of when it is imported; the set-up
cell imports it, so that is before the student's code. Only values go in and come out of student
functions, so that a grader can run them in another process.
"""

from autograder.testing.calls import call, unpack
from autograder.testing.configs import random_gpt2, random_llama
from autograder.testing.counts import growth, vectors
from autograder.testing.draws import Draws
from autograder.testing.failure import CheckFailed, any_of, mistaken
from autograder.testing.forbidden import FUSED_ATTENTION, ForbiddenCall, forbidden
from autograder.testing.heatmaps import Heatmap, read_heatmap
from autograder.testing.laws import (
    check_depends_on_inputs,
    check_gradients,
    check_inputs_unchanged,
    check_small_case,
    check_unaffected,
    first,
    gradients,
)
from autograder.testing.models import read_parameters
from autograder.testing.notebook_lines import speak_in_notebook
from autograder.testing.oracles import fused_attention
from autograder.testing.partial import PartlyFailed, parts
from autograder.testing.plain import (
    check_count,
    check_equal,
    check_keys,
    check_number,
    check_true,
    read_number,
    read_truth,
)
from autograder.testing.refusals import check_refused
from autograder.testing.sequences import read_ids, read_pairs
from autograder.testing.tensors import (
    check_close,
    check_dtype,
    check_finite,
    check_shape,
    check_tensor,
)

__all__ = [
    "FUSED_ATTENTION",
    "CheckFailed",
    "Draws",
    "ForbiddenCall",
    "Heatmap",
    "PartlyFailed",
    "any_of",
    "call",
    "check_close",
    "check_count",
    "check_depends_on_inputs",
    "check_dtype",
    "check_equal",
    "check_finite",
    "check_gradients",
    "check_inputs_unchanged",
    "check_keys",
    "check_number",
    "check_refused",
    "check_shape",
    "check_small_case",
    "check_tensor",
    "check_true",
    "check_unaffected",
    "first",
    "forbidden",
    "fused_attention",
    "gradients",
    "growth",
    "mistaken",
    "parts",
    "random_gpt2",
    "random_llama",
    "read_heatmap",
    "read_ids",
    "read_number",
    "read_pairs",
    "read_parameters",
    "read_truth",
    "unpack",
    "vectors",
]

speak_in_notebook()
