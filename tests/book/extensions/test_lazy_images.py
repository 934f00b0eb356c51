"""Images wait, keep their place, and a file that is no PNG is named."""

import struct

import pytest
from lazy_images import SIGNATURE, size_of

PAGE = "# Title\n\n![A picture](one.png)\n\n```{image} one.png\n:alt: Small\n:width: 5px\n```\n"


@pytest.fixture
def picture(tmp_path):
    image = SIGNATURE + b"\x00\x00\x00\rIHDR" + struct.pack(">II", 711, 411)
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "one.png").write_bytes(image)
    return image


def test_an_image_gets_its_size_and_waits(build, picture):
    html, warnings = build("lazy_images", PAGE)
    assert warnings == ""
    first, second = html.split("<img ")[1:]
    assert first.startswith('loading="lazy" width="711" height="411"')
    assert 'alt="A picture"' in first
    assert "loading" not in second.partition(">")[0]


def test_the_header_tells_the_size(picture):
    assert size_of(picture) == (711, 411)


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="not a PNG"):
        size_of(b"GIF89a")
