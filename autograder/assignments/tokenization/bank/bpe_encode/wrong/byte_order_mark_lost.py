"""A byte order mark at the beginning is taken away."""
# fails: bytes

def bpe_encode(text, merges):
    spelling = list(text.removeprefix('\ufeff').encode('utf-8'))
    for token, (before, after) in enumerate(merges, start=256):
        place = 0
        while place + 1 < len(spelling):
            if spelling[place] == before and spelling[place + 1] == after:
                spelling[place:place + 2] = [token]
            place += 1
    return spelling
