"""The first block, as often as there are blocks."""
# fails: values what_blocks_read

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    x = embedding[token_ids]
    for _ in blocks:
        x = blocks[0](x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
