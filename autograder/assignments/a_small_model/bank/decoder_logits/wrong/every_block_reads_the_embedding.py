"""The blocks stand side by side, not one after the other."""
# fails: values what_blocks_read

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    x = embedding[token_ids]
    start = x
    for block in blocks:
        x = block(start, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
