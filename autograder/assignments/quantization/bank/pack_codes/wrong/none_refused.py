"""No codes are an error."""
# fails: odd

def pack_codes(codes):
    assert len(codes)
    codes = torch.cat([codes, codes.new_zeros(len(codes) % 2)])
    return (codes[::2] + 16 * codes[1::2]).to(torch.uint8)
