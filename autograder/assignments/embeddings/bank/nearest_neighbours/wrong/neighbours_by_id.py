"""The ids next to the token's."""
# fails: cosine order

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = -(torch.arange(len(table)) - token).abs().double()
    cosines[token] = -float('inf')
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
