"""Fails where there are no ids."""
# fails: merged

def bpe_decode(ids, merges):
    spelled = {i: bytes([i]) for i in range(256)}
    for left, right in merges:
        spelled[len(spelled)] = spelled[left] + spelled[right]
    text = spelled[ids[0]]
    for i in ids[1:]:
        text += spelled[i]
    return text.decode("utf-8", errors="replace")
