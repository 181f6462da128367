from hypothesis import given
from hypothesis import strategies as st

from services.ingest.reading.sentences import split_sentences
from services.ingest.reading.tokenize import offsets, tokenize


@given(st.text(max_size=300))
def test_offsets_slice_to_the_token_and_never_overlap(text: str) -> None:
    end = 0
    for token, (first, last) in zip(tokenize(text), offsets(text), strict=True):
        assert text[first:last] == token.text
        assert first >= end
        assert token.joined == (first == end and first > 0)
        end = last


@given(st.text(alphabet=st.sampled_from("aB1 .,!?\n\"')•-"), max_size=200))
def test_sentences_cover_all_that_is_not_white_space(text: str) -> None:
    covered = "".join(text[start:end] for start, end, _ in split_sentences(text))
    assert len([c for c in covered if not c.isspace() and c not in "•"]) == len(
        [c for c in text if not c.isspace() and c not in "•"]
    )


def test_compounds_and_possessives() -> None:
    assert [token.low for token in tokenize("Anna’s ten-year-old son, in the U.S. since 06:30")] == [
        "anna",
        "'s",
        "ten-year-old",
        "son",
        ",",
        "in",
        "the",
        "u.s.",
        "since",
        "06:30",
    ]


def test_abbreviations_end_no_sentence() -> None:
    text = "Gen. Okello of the U.S. Army spoke at 3 p.m. on Friday. Nobody was hurt."
    assert [text[start:end] for start, end, _ in split_sentences(text)] == [
        "Gen. Okello of the U.S. Army spoke at 3 p.m. on Friday.",
        "Nobody was hurt.",
    ]
