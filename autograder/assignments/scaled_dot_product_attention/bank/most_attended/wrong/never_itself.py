"""A word may not look at itself: the diagonal is left out."""
# fails: values

def most_attended(weights, tokens):
    others = weights.clone().fill_diagonal_(-1)
    return [tokens[i] for i in others.argmax(dim=-1).tolist()]
