"""Each shape spelled in letters, and a list of their numbers."""

def pass_shapes(config, B, T, n_cached=0):
    number = dict(B=B, T=T, S=T + n_cached, C=config.d_model, F=config.d_ff, V=config.vocab_size)
    number.update(H=config.n_heads, K=config.n_kv_heads, D=config.d_model // config.n_heads)
    number["G"] = number["F"] * 2
    number["R"] = number["C"] + 2 * number["K"] * number["D"]
    spelled = "next_logits BV, hidden BTF, gate_up BTG, merged BTC, scores BHTS"
    spelled += ", k_all BKSD, k_new BKTD, q BHTD, qkv BTR, x BTC"
    shapes = {}
    for word in spelled.split(", "):
        name, letters = word.split()
        shapes[name] = [number[letter] for letter in letters]
    return shapes
