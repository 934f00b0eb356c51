"""Takes the merges out of the caller's list."""
# fails: from_scratch

def bpe_decode(ids, merges):
    spelled = {i: bytes([i]) for i in range(256)}
    while merges:
        left, right = merges.pop(0)
        spelled[len(spelled)] = spelled[left] + spelled[right]
    return b"".join(spelled[i] for i in ids).decode("utf-8", errors="replace")
