import pytest

from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer
from course_lib.tokenization.characters_and_bytes import ByteTokenizer, CharacterTokenizer
from course_lib.train import main, make_parser, make_tokenizer

TEXT = "When shall we three meet again\nIn thunder, lightning, or in rain?\n" * 20
SIZES = [
    "--d-model",
    "16",
    "--layers",
    "1",
    "--heads",
    "2",
    "--kv-heads",
    "1",
    "--d-ff",
    "24",
    "--context-length",
    "12",
]


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_door_trains_and_prints_a_sample(tmp_path, text, capsys):
    folder = tmp_path / "run"
    pace = ["--steps", "3", "--batch-size", "4", "--sample-tokens", "8", "--device", "cpu"]
    main([*SIZES, *pace, "--text", text, "--folder", str(folder), "--prompt", "When"])
    printed = capsys.readouterr().out
    assert "step 3: training loss" in printed
    assert "\nWhen" in printed
    assert sorted(file.name for file in folder.iterdir()) == [
        "checkpoint.pt",
        "log.jsonl",
        "losses.svg",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--heads", "3"], "16"),
        (["--prompt", "Zebra"], "'Z' is not among"),
        (["--prompt", ""], "prompt is empty"),
        (["--batch-size", "5", "--micro-batches", "2"], "5 windows"),
        (["--resume"], "no checkpoint"),
        (["--text", "absent.txt"], "absent.txt"),
    ],
)
def test_a_mistake_is_answered_in_one_line(tmp_path, text, capsys, options, message):
    with pytest.raises(SystemExit) as leaving:
        main([*SIZES, "--steps", "1", "--folder", str(tmp_path), "--text", text, *options])
    assert leaving.value.code == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("python -m course_lib.train: ")
    assert message in error


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("characters", CharacterTokenizer), ("bytes", ByteTokenizer), ("pairs", BytePairTokenizer)],
)
def test_each_kind_of_tokenizer_spells_the_text(kind, expected):
    tokenizer = make_tokenizer(kind, TEXT, vocab_size=270)
    assert isinstance(tokenizer, expected)
    assert tokenizer.decode(tokenizer.encode(TEXT)) == TEXT


def test_every_option_is_explained():
    options = [action for action in make_parser()._actions if action.dest != "help"]
    assert all(action.help for action in options)
