"""A stack of tokens that still have to be spelled."""

def bpe_decode(ids, merges):
    stack, out = list(ids)[::-1], bytearray()
    while stack:
        token = stack.pop()
        if token < 256:
            out.append(token)
        else:
            stack += reversed(merges[token - 256])
    return out.decode(errors="replace")
