"""F.cosine_similarity and argsort."""

def nearest_neighbours(table, token, k):
    cosines = F.cosine_similarity(table, table[token].unsqueeze(0), dim=-1)
    order = torch.argsort(cosines, descending=True)
    return [int(i) for i in order if int(i) != token][:k]
