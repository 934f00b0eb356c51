"""The filling stands before the codes."""
# fails: odd

def pack_codes(codes):
    codes = torch.cat([codes.new_zeros(len(codes) % 2), codes])
    return (codes[::2] + 16 * codes[1::2]).to(torch.uint8)
