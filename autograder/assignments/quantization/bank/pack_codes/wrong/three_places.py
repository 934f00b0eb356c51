"""The upper code moves three places."""
# fails: pairs odd bytes

def pack_codes(codes):
    codes = torch.cat([codes, codes.new_zeros(len(codes) % 2)])
    return (codes[::2] + (codes[1::2] << 3)).to(torch.uint8)
