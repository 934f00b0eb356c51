"""The odd code out stands in the upper half."""
# fails: odd

def pack_codes(codes):
    even = len(codes) // 2 * 2
    pairs = codes[:even:2] + 16 * codes[1:even:2]
    return torch.cat([pairs, 16 * codes[even:]]).to(torch.uint8)
