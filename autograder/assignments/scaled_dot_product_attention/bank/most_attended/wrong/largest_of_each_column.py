"""The largest of each column: who looks most at each word."""
# fails: values

def most_attended(weights, tokens):
    return [tokens[i] for i in weights.argmax(dim=0).tolist()]
