"""Without blocks the bare embeddings are scored."""
# fails: values

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    place = torch.arange(token_ids.shape[1])
    mask = place <= place[:, None]
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    if len(blocks) == 0:
        return x @ (embedding if head is None else head).T
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
