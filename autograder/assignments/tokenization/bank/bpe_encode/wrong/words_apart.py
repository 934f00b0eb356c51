"""Cuts the text into words first, and loses the spaces."""
# fails: bytes order

def bpe_encode(text, merges):
    ids = []
    for word in text.split():
        row = list(word.encode())
        for i, (a, b) in enumerate(merges):
            j = 0
            while j + 1 < len(row):
                if (row[j], row[j + 1]) == (a, b):
                    row[j : j + 2] = [256 + i]
                j += 1
        ids += row
    return ids
