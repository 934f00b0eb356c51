"""Bytes with a sign."""
# fails: bytes

def pack_codes(codes):
    codes = torch.cat([codes, codes.new_zeros(len(codes) % 2)])
    return (codes[::2] + 16 * codes[1::2]).to(torch.int8)
