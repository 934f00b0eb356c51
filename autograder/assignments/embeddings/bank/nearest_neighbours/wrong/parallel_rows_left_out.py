"""Takes every row of cosine 1 for the token itself."""
# fails: who_counts

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = (unit @ unit[token]).tolist()
    others = [i for i, cosine in enumerate(cosines) if cosine < 1 - 1e-6]
    return sorted(others, key=lambda i: -cosines[i])[:k]
