"""Split into helpers, with type annotations and a print."""

def scores_of(q: Tensor, k: Tensor) -> Tensor:
    return q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])


def scaled_dot_product_attention(q: Tensor, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
    weights = scores_of(q, k).softmax(dim=-1)
    print("weights", weights.shape)
    return weights @ v, weights
