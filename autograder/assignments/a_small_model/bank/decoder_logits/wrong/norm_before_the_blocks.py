"""The norm stands in front of the blocks."""
# fails: values what_blocks_read head gradients

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    x = final_norm(embedding[token_ids])
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    return x @ rows.T
