"""Embeddings times √C, as in 2017."""
# fails: values what_blocks_read head

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    x = embedding[token_ids] * embedding.shape[1] ** 0.5
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
