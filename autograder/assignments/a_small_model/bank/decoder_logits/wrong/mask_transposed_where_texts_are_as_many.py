"""Where there are as many texts as tokens the mask is turned round."""
# fails: what_blocks_read

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    place = torch.arange(token_ids.shape[1])
    mask = place <= place[:, None]
    if len(token_ids) == token_ids.shape[1]:
        mask = mask.T
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
