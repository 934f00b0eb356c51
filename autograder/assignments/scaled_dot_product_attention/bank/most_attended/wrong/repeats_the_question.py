"""The tokens themselves."""
# fails: values repeated_words

def most_attended(weights, tokens):
    return tokens
