"""Plain Python over nested lists, table by table."""

def is_valid_attention(weights, causal=False):
    for table in weights.reshape(-1, *weights.shape[-2:]).tolist():
        for t, row in enumerate(table):
            if not all(weight >= 0 for weight in row) or not abs(sum(row) - 1) <= 1e-6:
                return False
            if causal and any(weight != 0 for weight in row[t + 1 :]):
                return False
    return True
