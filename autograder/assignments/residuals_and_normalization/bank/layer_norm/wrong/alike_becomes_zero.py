"""A token whose features are all alike becomes 0, not the bias."""
# fails: epsilon each_token_alone

def layer_norm(x, gain, bias, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = centred.square().mean(dim=-1, keepdim=True)
    normed = centred / (variance + eps).sqrt() * gain + bias
    return torch.where(variance > 1e-30, normed, torch.zeros_like(normed))
