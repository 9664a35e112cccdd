"""F313 counts whom the fewest attributes single out, once a study."""

from tests.check.studies import found, sound


def told(tmp_path, cases: str, settings: str = "") -> list[str]:
    root = sound(tmp_path, {"cases.csv": cases, "framework.yaml": f"interviewers: [INT]\n{settings}"})
    return [d.message for d in found(root) if d.rule.id == "F313"]


def test_one_attribute_goes_before_two_together(tmp_path):
    cases = "case,kind,site,role\nP01,,north,lead\nP02,,north,help\nP03,,south,lead\nP04,,north,lead\n"

    assert told(tmp_path, cases) == ["attributes single out 2 of 4 people (role 1, site 1)"]


def test_two_attributes_together_and_those_that_sign_quotes(tmp_path):
    cases = "case,kind,site,role\nP01,,n,lead\nP02,,n,help\nP03,,s,lead\nP04,,s,help\n"

    assert told(tmp_path, cases, "attribution: [site, role]\n") == [
        "attributes single out 4 of 4 people (site with role 4); "
        "quotes are signed by site with role, which singles out 4"
    ]


def test_values_that_are_not_known_and_cases_that_are_no_persons_single_nobody_out(tmp_path):
    cases = "case,kind,site\nP01,person,n\nP02,person,n\nP03,person,\nS1,site,x\nG1,group,y\n"

    assert told(tmp_path, cases) == []


def test_two_persons_are_not_looked_at(tmp_path):
    assert told(tmp_path, "case,kind,site\nP01,person,n\nP02,person,s\n") == []
