"""Every block is called once for nothing."""
# fails: what_blocks_read

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    x = embedding[token_ids]
    for block in blocks:
        block(x, mask)
        x = block(x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
