from course_lib.accounting.activations import activation_bytes, saved_bytes
from course_lib.models.llama import LlamaConfig


def config(n_layers, **changes):
    sizes = {"n_heads": 4, "n_kv_heads": 2, "d_ff": 48, "context_length": 64, **changes}
    return LlamaConfig(30, 16, n_layers, **sizes)


def test_what_is_counted_is_linear_but_for_the_scores():
    near, far = saved_bytes(config(3), 16), saved_bytes(config(3), 48)
    squares = 3 * 4 * (48**2 - 16**2)  # layers, heads, and numbers of a score matrix
    beyond = far - near - (activation_bytes(config(3), 48) - activation_bytes(config(3), 16))
    assert beyond % squares == 0
    assert 0 < beyond // squares <= 8  # bytes kept for each score


def test_every_layer_keeps_the_same():
    one, two, five = (activation_bytes(config(n), 10) for n in (1, 2, 5))
    assert five - one == 4 * (two - one)
    assert one > 0


def test_a_wider_feed_forward_layer_keeps_more():
    assert activation_bytes(config(2, d_ff=96), 10) > activation_bytes(config(2), 10)
