"""The filling is 15."""
# fails: odd

def pack_codes(codes):
    codes = torch.cat([codes, codes.new_full((len(codes) % 2,), 15)])
    return (codes[::2] + 16 * codes[1::2]).to(torch.uint8)
