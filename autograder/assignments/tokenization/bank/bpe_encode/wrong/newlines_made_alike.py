"""Line ends of Windows become those of Unix."""
# fails: bytes

def bpe_encode(text, merges):
    spelling = list(text.replace('\r\n', '\n').encode('utf-8'))
    for token, (before, after) in enumerate(merges, start=256):
        place = 0
        while place + 1 < len(spelling):
            if spelling[place] == before and spelling[place + 1] == after:
                spelling[place:place + 2] = [token]
            place += 1
    return spelling
