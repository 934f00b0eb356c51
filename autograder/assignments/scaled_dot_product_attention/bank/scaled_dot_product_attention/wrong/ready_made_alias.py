"""The built-in, imported under another name."""
# fails: from_scratch

from torch.nn.functional import scaled_dot_product_attention as attend


def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return attend(q, k, v), weights
