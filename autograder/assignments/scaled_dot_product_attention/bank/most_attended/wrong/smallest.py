"""The word that each word attends to least."""
# fails: values

def most_attended(weights, tokens):
    return [tokens[i] for i in weights.argmin(dim=-1).tolist()]
