"""The upper code is not moved up."""
# fails: pairs odd bytes

def pack_codes(codes):
    codes = torch.cat([codes, codes.new_zeros(len(codes) % 2)])
    return (codes[::2] + codes[1::2]).to(torch.uint8)
