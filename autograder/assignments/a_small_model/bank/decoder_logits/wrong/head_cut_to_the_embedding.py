"""A head with more rows than the embedding loses them."""
# fails: head

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    place = torch.arange(token_ids.shape[1])
    mask = place <= place[:, None]
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head[: len(embedding)]
    return final_norm(x) @ rows.T
