"""What stands after the end token in the pass is kept."""
# fails: end

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    text = list(prompt)
    longest = len(prompt) + n_new
    while len(text) < longest:
        drafted = draft_from(text)[: longest - len(text) - 1]
        choices = logits_of(text + drafted).argmax(dim=-1).tolist()[len(text) - 1 :]
        n_agreed = 0
        while n_agreed < len(drafted) and drafted[n_agreed] == choices[n_agreed]:
            n_agreed += 1
        added = choices[: n_agreed + 1]
        if end_token in added:
            return text + added
        text += added
    return text
