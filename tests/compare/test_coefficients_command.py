"""`framework compare --coefficients`, as a person and as a program read it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from framework_cli.compare.other_programs import PROGRAMS
from tests.cli.study import framework
from tests.compare.coded import MYSELF, SISTER, WORK, coding, study, twice


@pytest.fixture
def root(tmp_path: Path) -> Path:
    ak = coding((SISTER, "family"), (WORK, "stigma"))
    rs = coding((SISTER, "family"), (MYSELF, "stigma"))
    study(tmp_path, {**twice(AK=ak, RS=rs), "annotations/P02.AK.yaml": ak, "annotations/P02.RS.yaml": ak})
    return tmp_path


def run(root: Path, *words: str, env: dict[str, str] | None = None):
    return framework("compare", "--coefficients", *words, root=root, env=env)


def rows(done) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(done.stdout.split("\n")))


def test_a_row_for_each_code_and_set_of_units_with_bounds_beside_each_figure(root):
    told = rows(run(root, "--format", "csv"))
    assert [(row["code"], row["set"], row["units"]) for row in told] == [
        ("family", "all", "6"), ("family", "some", "2"), ("stigma", "all", "6"), ("stigma", "some", "3"),
    ]  # fmt: skip
    assert {"alpha", "alpha_low", "alpha_high", "ac1", "pabak", "cohen_kappa", "fleiss_kappa", "dice"} <= {
        *told[0]
    }


def test_undefined_is_blank_to_programs_with_the_reason_beside_it(root):
    coded = rows(run(root, "--format", "csv"))[1]
    assert coded["alpha"] == ""
    assert coded["undefined"] == "only one value used: expected disagreement 0"
    assert coded["percent"] == "1.0"
    told = json.loads(run(root, "--format", "json").stdout)
    assert "NaN" not in json.dumps(told)
    assert told[1]["alpha"] is None and told[1]["percent"] == 1.0
    words = ("code", "set", "uses", "undefined")
    assert not [row for row in told for key, value in row.items() if key not in words and value == ""]


def test_people_see_the_columns_that_a_page_holds(root):
    lines = run(root).stdout.split("\n")
    assert lines[0].split() == [
        "code", "set", "units", "prevalence", "dice", "percent", "alpha", "alpha_low", "alpha_high",
    ]  # fmt: skip
    assert max(map(len, lines[:5])) <= 80
    assert lines[2].endswith("(b)")
    assert "(b) undefined: only one value used: expected disagreement 0." in lines
    assert "| low | high |" in run(root, "--format", "md").stdout.replace("&nbsp;", " ")


def test_plain_coefficients_load_neither_numpy_nor_scipy():
    asked = (
        "import sys, framework_cli.compare.agreement; print({'numpy', 'scipy', 'pandas'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_what_stands_beneath_a_table_is_said_on_standard_error_with_csv(root):
    done = run(root, "--format", "csv", "--unit", "line")
    for words in ("Unit: a line", "Coders: AK, RS.", "Sources: P01, P02.", "seed 20200220", "Fewer than ten"):
        assert words in done.stderr


def test_one_coder_alone_is_told_that_there_is_nothing_to_compare(tmp_path):
    study(tmp_path, twice(AK=coding((SISTER, "family"))))
    done = run(tmp_path)
    assert done.returncode == 0
    assert "Nothing to compare: no source was read by two coders." in done.stdout
    assert "sources that one coder alone read: P01" in done.stdout


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_another_program_would_print_comes_with_its_formula_in_words(root, program):
    done = run(root, "--as", program, "--format", "csv")
    assert [row["code"] for row in rows(done)][:1] == ["family"]
    assert f"{PROGRAMS[program]}, " in done.stderr and "the program was not run" in done.stderr


def test_nvivos_figures_are_per_code_and_file_over_all_characters(root):
    told = rows(run(root, "--as", "nvivo", "--format", "csv"))
    stigma = next(row for row in told if (row["code"], row["source"]) == ("stigma", "P01"))
    text = (root / "transcripts" / "P01.txt").read_text(encoding="utf-8")
    assert int(stigma["characters"]) == len(text)
    assert float(stigma["agreement"]) == pytest.approx(
        (len(text) - len(WORK) - len(MYSELF)) / len(text), abs=1e-6
    )


def test_dedooses_pooled_kappa_is_of_means_and_not_a_mean(root):
    told = rows(run(root, "--as", "dedoose", "--format", "csv"))
    assert [row["code"] for row in told] == ["family", "stigma", "all codes, pooled"]
    assert float(told[0]["kappa"]) == 1.0
    # Excerpts: 3 in P01, 2 in P02; stigma by both 1, by one alone 1 and 1, by neither 2.
    assert float(told[1]["kappa"]) == pytest.approx((0.6 - (4 + 9) / 25) / (1 - 13 / 25), abs=1e-6)
    observed, expected = (1.0 + 0.6) / 2, (13 / 25 + 13 / 25) / 2
    assert float(told[2]["kappa"]) == pytest.approx((observed - expected) / (1 - expected), abs=1e-6)


def test_maxqdas_kappa_knows_only_segments(root):
    told = rows(run(root, "--as", "maxqda", "--format", "csv"))
    assert [(row["code"], row["agreeing"], row["differing"]) for row in told] == [
        ("family", "4", "0"), ("stigma", "2", "2"), ("all codes", "6", "2"),
    ]  # fmt: skip
    assert float(told[-1]["kappa"]) == pytest.approx((0.75 - 2 / 9) / (1 - 2 / 9), abs=1e-6)


def test_a_coder_of_the_environment_is_no_program(root):
    assert run(root, env={"FRAMEWORK_CODER": "AK"}).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--coefficients", "--as", "AK"), "--as names a program, not “AK”"),
        (("--unit", "line"), "go with --coefficients"),
        (("--coefficients", "k3f9a2q7"), "no items"),
        (("--coefficients", "--as", "nvivo", "--unit", "line"), "units of its own"),
        (("--coefficients", "--coder", "AK"), "name two or more"),
    ],
)
def test_what_makes_no_sense_is_refused(root, words, said):
    done = framework("compare", *words, root=root)
    assert done.returncode == 2
    assert said in done.stderr


def test_gamma_says_seed_samples_and_precision(root):
    (told,) = rows(run(root, "--gamma", "--source", "P02", "--format", "csv"))
    assert (told["source"], told["gamma"], told["seed"]) == ("P02", "1.0", "20150302")
    assert int(told["samples"]) >= 30
    assert float(told["precision"]) > 0


def test_gamma_without_scipy_says_how_to_get_it_and_nothing_else_needs_it(root, tmp_path_factory):
    hidden = tmp_path_factory.mktemp("hidden")
    (hidden / "scipy").mkdir()
    (hidden / "scipy" / "__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    env = {"PYTHONPATH": str(hidden)}
    done = run(root, "--gamma", env=env)
    assert done.returncode == 2
    assert "pip install 'framework-cli[gamma]'" in done.stderr
    assert run(root, env=env).returncode == 0


def test_hostile_ids_stay_what_they_are(tmp_path):
    evil = "=1+1"
    both = coding((SISTER, f"'{evil}'"), (WORK, "'</script>{{ 7*7 }}|'"))
    study(tmp_path, twice(AK=both, RS=both))
    done = run(tmp_path, "--format", "csv")
    assert {row["code"] for row in csv.DictReader(done.stdout.split("\n"))} >= {evil, "</script>{{ 7*7 }}|"}
    assert "</script>" not in run(tmp_path, "--format", "html").stdout
