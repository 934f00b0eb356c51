"""One sentence in place of a list."""
# fails: values repeated_words

def most_attended(weights, tokens):
    return " ".join(tokens[i] for i in weights.argmax(dim=-1))
