"""The squares are taken in the dtype of the input and overflow in float16."""
# fails: dtype

def rms_norm(x, gain, eps=1e-5):
    m = x.square().mean(-1, keepdim=True)
    return x / (m + eps).sqrt() * gain
