"""The row of a word is looked up by the word: its first appearance answers for all."""
# fails: repeated_words

def most_attended(weights, tokens):
    return [tokens[int(weights[tokens.index(token)].argmax())] for token in tokens]
