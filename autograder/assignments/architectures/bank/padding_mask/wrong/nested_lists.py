"""Lists in place of a tensor."""
# fails: form places from_scratch

def padding_mask(lengths, n):
    return [[place < length for place in range(n)] for length in lengths]
