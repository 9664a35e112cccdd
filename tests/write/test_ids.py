"""Ids of excerpts."""

import re

from framework_cli.write import new_id


def test_an_id_is_eight_letters_and_digits_that_nobody_takes_for_a_number_a_date_or_a_word():
    made = [new_id() for _ in range(3000)]
    assert all(re.fullmatch(r"[a-z][a-z0-9]{7}", id) for id in made)
    assert not [id for id in made if re.fullmatch(r"[a-z]+[0-9]*", id)]
    assert len(set(made)) == 3000


def test_an_id_that_is_taken_is_not_made_again():
    class Taken:
        def __init__(self) -> None:
            self.refused: list[str] = []

        def __contains__(self, id: object) -> bool:
            if len(self.refused) < 5:
                self.refused.append(str(id))
            return id in self.refused

    taken = Taken()
    assert new_id(taken) not in taken.refused
    assert len(taken.refused) == 5
