"""The upper codes are moved up where they lie."""
# fails: bytes

def pack_codes(codes):
    codes[1::2] *= 16
    codes = torch.cat([codes, codes.new_zeros(len(codes) % 2)])
    return (codes[::2] + codes[1::2]).to(torch.uint8)
