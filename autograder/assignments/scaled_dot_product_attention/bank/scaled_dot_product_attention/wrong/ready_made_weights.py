"""The built-in with an identity matrix as the values yields the weights."""
# fails: from_scratch

from functools import partial


def scaled_dot_product_attention(q, k, v):
    attend = partial(torch.nn.functional.scaled_dot_product_attention, q, k)
    return attend(v), attend(torch.eye(k.shape[-2], dtype=q.dtype).expand(*k.shape[:-1], -1))
