from fractions import Fraction

import pytest

from course_lib.training.pipeline import bubble_share, gpipe_schedule


@pytest.mark.parametrize(("p", "m"), [(1, 1), (1, 5), (4, 1), (3, 2), (4, 8)])
def test_no_stage_works_before_its_input_is_there(p, m):
    timetable = gpipe_schedule(p, m)
    assert {len(work) for work in timetable} == {2 * (m + p - 1)}
    for part in range(m):
        forward = [work.index(part) for work in timetable]
        back = [len(work) - 1 - work[::-1].index(part) for work in timetable]
        assert forward == sorted(set(forward))
        assert back == sorted(set(back), reverse=True)
        assert forward[-1] < back[-1]


@pytest.mark.parametrize(("p", "m"), [(1, 1), (2, 3), (4, 8), (16, 1)])
def test_the_bubble_is_the_share_of_empty_ticks(p, m):
    timetable = gpipe_schedule(p, m)
    waiting = sum(part is None for work in timetable for part in work)
    assert bubble_share(p, m) == float(Fraction(waiting, p * len(timetable[0])))
    with pytest.raises(ValueError, match="n_micro_batches"):
        bubble_share(p, 0)
