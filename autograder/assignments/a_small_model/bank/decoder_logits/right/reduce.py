"""The blocks are folded."""

from functools import reduce


def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.tril(torch.ones(T, T, dtype=torch.bool))
    x = reduce(lambda path, block: block(path, mask), blocks, embedding[token_ids])
    return torch.nn.functional.linear(final_norm(x), embedding if head is None else head)
