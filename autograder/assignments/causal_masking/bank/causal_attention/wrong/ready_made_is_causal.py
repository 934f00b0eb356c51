"""The built-in with is_causal, whose mask starts at the top left."""
# fails: from_scratch fewer_queries

from torch.nn.functional import scaled_dot_product_attention as attend


def causal_attention(q, k, v):
    identity = torch.eye(k.shape[-2], dtype=q.dtype).expand(*k.shape[:-1], -1)
    return attend(q, k, v, is_causal=True), attend(q, k, identity, is_causal=True)
