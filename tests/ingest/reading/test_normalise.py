from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.reading.normalise import normalise


def words(text: str) -> str:
    return " ".join(normalise(text).text.split())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>At least <b>12</b> were hurt.</p><p>Two died.</p>", "At least 12 were hurt. Two died."),
        ("<a href=\"x?a>b\" class='y'>Five</a> dead", "Five dead"),
        ("One<br/>two<script>var dead = 5;</script> three", "One two three"),
        ("A<!-- 40 killed -->B <STYLE>p{}</Style>C", "AB C"),
        ("Caf&eacute; don&rsquo;t AT&amp;T &#8212; &#x41;&nbsp;b", "Café don’t AT&T — A b"),
        ("&lt;p&gt;Six hurt&lt;/p&gt; &amp;lt;b&amp;gt;now", "Six hurt now"),
        ("fewer than <5 dead & more; R&D; x < y > z", "fewer than <5 dead & more; R&D; x < y > z"),
        ("kil\u00adled twen\u200bty \ufeffmen\u2060", "killed twenty men"),
        ("cafe\u0301 \ufb01ve \uff11\uff12", "café five 12"),
        ("## Toll\n**12** people _died_ in [Jos](http://x.org/a_(b)) today.[3]", "Toll 12 people died in Jos today."),
        ("![map](m.png)One ~~two~~ `three` \\*four", "One two three *four"),
        ("5*3 snake_case_name * bullet", "5*3 snake_case_name * bullet"),
        ("> quoted\n> more\n---\nend", "quoted more end"),
        ("<!-- never closed", "<!-- never closed"),
        ("<script>never closed", "never closed"),
    ],
)
def test_markup_is_taken_out(text: str, plain: str) -> None:
    assert words(text) == plain


def test_a_plain_text_is_left_as_it_is() -> None:
    text = "At least 12 people - 3 of them children - died in Kano, police said."
    assert normalise(text).origins is None


def test_tokens_point_into_the_original() -> None:
    text = "<p>Some kil&shy;led caf&eacute; <i>ow</i>ners</p>"
    plain = normalise(text)
    slices = [text[start:end] for start, end in plain.offsets()]
    assert slices == ["Some", "kil&shy;led", "caf&eacute;", "ow</i>ners"]


TAGS = ("<p>", "</p>", "<b>", "</b>", "<!--", "-->", "<script>", "</script>", "<td>", "<li>", "&amp;", "&nbsp;", "&lt;")
MARKS = (
    "**",
    "[",
    "](",
    ")",
    "![",
    "~~",
    "---",
    "12",
    "Kano",
    "e\u0301",
    "\ufb01",
    " ",
    *"_`#>|\t\n\r\\a<&.,\u00ad\u200b",
)
PIECES = st.sampled_from((*TAGS, *MARKS))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
def test_every_character_comes_from_the_original_in_order(text: str) -> None:
    plain = normalise(text)
    if plain.origins is None or plain.ends is None:
        assert plain.text == text
        return
    assert len(plain.origins) == len(plain.ends) == len(plain.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(plain.origins, plain.ends, strict=True))
    assert all(one <= two for one, two in pairwise(plain.origins))
    for _, (start, end) in zip(plain.tokens(), plain.offsets(), strict=True):
        assert text[start:end]


def test_quotes_in_a_tag_that_never_ends_take_no_time():
    text = "<p " + "'a' \"b\" " * 2_000
    assert normalise(text).text.startswith("<p 'a'")
