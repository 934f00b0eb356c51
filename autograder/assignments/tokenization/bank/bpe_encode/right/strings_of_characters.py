"""Every token is a character of a private string, and str.replace merges."""

def bpe_encode(text, merges):
    spelled = "".join(chr(byte) for byte in text.encode("utf-8"))
    for i, (left, right) in enumerate(merges):
        spelled = spelled.replace(chr(left) + chr(right), chr(256 + i))
    return tuple(ord(token) for token in spelled)
