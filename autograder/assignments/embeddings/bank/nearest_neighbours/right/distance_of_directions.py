"""The Euclidean distance of rows of length 1 gives the same order."""

def nearest_neighbours(table, token, k):
    lengths = table.norm(dim=1, keepdim=True)
    unit = table / torch.where(lengths > 0, lengths, torch.ones_like(lengths))
    far = 2 - 2 * (unit @ unit[token])
    far[token] = float("inf")
    return far.argsort()[: min(k, len(table) - 1)].tolist()
