"""chr() of every byte."""
# fails: spread_characters cut_characters

def bpe_decode(ids, merges):
    spelled = {byte: bytes([byte]) for byte in range(256)}
    for i, (left, right) in enumerate(merges):
        spelled[256 + i] = spelled[left] + spelled[right]
    return "".join(chr(byte) for token in ids for byte in spelled[token])
