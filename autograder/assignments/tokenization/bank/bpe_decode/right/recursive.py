"""A token spells its two parts, and so on down to bytes."""

def bpe_decode(ids, merges):
    def spell(token):
        if token < 256:
            return bytes([token])
        left, right = merges[token - 256]
        return spell(left) + spell(right)

    return str(b"".join(map(spell, ids)), "utf-8", "replace")
