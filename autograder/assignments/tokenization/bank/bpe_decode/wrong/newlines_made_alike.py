"""Line ends of Windows become those of Unix."""
# fails: spread_characters

def bpe_decode(ids, merges):
    spelled = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        spelled.append(spelled[left] + spelled[right])
    return b''.join((spelled[token] for token in ids)).decode('utf-8', errors='replace').replace('\r\n', '\n')
