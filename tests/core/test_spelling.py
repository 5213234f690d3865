from triage.core.spelling import did_you_mean


def test_the_nearest_word_is_offered_and_nothing_far_from_all() -> None:
    assert did_you_mean("paln", ["pain", "nausea"]) == "; did you mean 'pain'?"
    assert did_you_mean("zzzz", ["pain", "nausea"]) == ""


def test_another_municipality_is_no_correction_of_a_code() -> None:
    assert did_you_mean("0180", ["1480", "1281"]) == ""
