"""The codec takes a byte order mark away."""
# fails: spread_characters

def bpe_decode(ids, merges):
    spelled = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        spelled.append(spelled[left] + spelled[right])
    return b''.join((spelled[token] for token in ids)).decode('utf-8-sig', errors='replace')
