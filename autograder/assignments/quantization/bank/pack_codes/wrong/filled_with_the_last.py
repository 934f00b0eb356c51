"""The last code fills the byte."""
# fails: odd

def pack_codes(codes):
    codes = torch.cat([codes, codes[len(codes) - len(codes) % 2 :]])
    return (codes[::2] + 16 * codes[1::2]).to(torch.uint8)
