"""Group by group, head by head."""

def pool_heads(weight, n_heads, n_kv_heads):
    group, rest = divmod(n_heads, n_kv_heads)
    if rest:
        raise ValueError(f"{n_heads} over {n_kv_heads} leaves {rest} heads")
    heads = weight.tensor_split(n_heads)
    pooled = []
    for start in range(0, n_heads, group):
        total = heads[start]
        for head in heads[start + 1 : start + group]:
            total = total + head
        pooled.append(total / group)
    return torch.cat(pooled)
