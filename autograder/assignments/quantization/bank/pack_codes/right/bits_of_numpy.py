"""NumPy packs the bits, from the lowest on."""
import numpy as np

def pack_codes(codes):
    bits = (codes.numpy()[:, None] >> np.arange(4)) & 1
    return torch.from_numpy(np.packbits(bits.astype(np.uint8).reshape(-1), bitorder="little").copy())
