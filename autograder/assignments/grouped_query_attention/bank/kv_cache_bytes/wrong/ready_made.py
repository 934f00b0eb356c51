"""The library's own count."""
# fails: integer

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    from course_lib.accounting.memory import kv_cache_bytes as library
    return library(config, n_tokens, batch_size, bytes_per_number)
