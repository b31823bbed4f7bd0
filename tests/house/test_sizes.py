"""A file fits in one reading and a function in one look; what is over may only get shorter."""

from __future__ import annotations

from tests.house.sizes import AIM, LIMIT, file_lengths, known, long_functions


def test_files_fit_in_one_reading() -> None:
    assert {path: lines for path, lines in file_lengths(under="src").items() if lines > 400} == {}


def test_test_files_fit_in_one_reading() -> None:
    assert {path: lines for path, lines in file_lengths(under="tests").items() if lines > 600} == {}


def test_no_function_is_over_the_limit() -> None:
    assert long_functions(under="src", over=LIMIT) == {}


def test_long_functions_are_those_on_the_list_and_no_longer() -> None:
    """Where one became shorter or went: `python -m tests.house.sizes`. Where one grew: make it shorter."""
    assert long_functions(under="src", over=AIM) == known()
