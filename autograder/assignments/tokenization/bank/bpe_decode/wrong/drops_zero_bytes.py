"""Takes byte 0 for the end of a string, as in C, and leaves it out."""
# fails: spread_characters

def bpe_decode(ids, merges):
    spelled = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        spelled.append(spelled[left] + spelled[right])
    text = b"".join(spelled[token] for token in ids).decode("utf-8", errors="replace")
    return text.replace("\0", "")
