"""Rows of a plain table in a loop: a batch is not understood."""
# fails: every_row

def is_valid_attention(weights, causal=False):
    for t, row in enumerate(weights):
        if (row < 0).any() or not abs(float(row.sum()) - 1) <= 1e-6:
            return False
        if causal and (row[t + 1 :] != 0).any():
            return False
    return True
