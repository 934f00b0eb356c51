"""The icon font keeps what the pages show, and nothing else."""

from fontTools.ttLib import TTFont
from icon_font import FONT, THEME, code_points_in, lean_font, lean_style, names_in

STYLE = '.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.fa-bug:before{content:"\\f188"}a{b:c}'


def test_the_style_keeps_the_rules_of_shown_icons(tmp_path):
    (tmp_path / "page.html").write_text('<i class="fa-solid fa-bars"></i>')
    style = lean_style(STYLE, names_in([tmp_path / "page.html"]))
    assert style == '.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}a{b:c}'
    assert code_points_in(style) == {0xF0C9}


def test_icons_written_as_themselves_count_too():
    assert code_points_in('a{--icon:"\uf071"}b{content:"\\f304"}c{content:"f304"}') == {
        0xF071,
        0xF304,
    }


def test_the_font_holds_these_glyphs_alone(tmp_path):
    lean_font(THEME / FONT, tmp_path / "icons.woff2", {0xF0C9, 0xF071})
    with TTFont(tmp_path / "icons.woff2") as font:
        assert set(font.getBestCmap()) == {0xF0C9, 0xF071}
    assert (tmp_path / "icons.woff2").stat().st_size < 3000
