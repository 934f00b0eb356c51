"""The future is checked in the first head of each text only."""
# fails: causal

def is_valid_attention(weights, causal=False):
    rows_fit = ((weights.sum(dim=-1) - 1).abs() <= 1e-6).all()
    no_future = True
    if causal:
        for table in weights if weights.dim() > 2 else [weights]:
            no_future &= not (torch.triu(table[0] if table.dim() > 2 else table, 1) != 0).any()
    return bool((weights >= 0).all() and rows_fit and no_future)
