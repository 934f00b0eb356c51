"""The last code has no partner and is dropped."""
# fails: odd

def pack_codes(codes):
    codes = codes[: len(codes) // 2 * 2]
    return (codes[::2] + 16 * codes[1::2]).to(torch.uint8)
