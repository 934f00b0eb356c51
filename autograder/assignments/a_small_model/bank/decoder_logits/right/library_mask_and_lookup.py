"""Mask and lookup from libraries."""

import torch.nn.functional as F

from course_lib.layers.masks import causal_mask


def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    x = F.embedding(token_ids, embedding)
    for block in blocks:
        x = block(x, causal_mask(token_ids.shape[1]))
    return F.linear(final_norm(x), embedding if head is None else head)
