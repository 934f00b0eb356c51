"""Only a weight above one half counts as most; else the word itself."""
# fails: values

def most_attended(weights, tokens):
    looked = []
    for t, row in enumerate(weights.tolist()):
        looked.append(tokens[row.index(max(row))] if max(row) > 0.5 else tokens[t])
    return looked
