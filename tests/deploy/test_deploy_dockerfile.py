"""The Dockerfile: built in one stage, run in another, by nobody in particular."""

import re
import subprocess
import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

from services.cli import make_parser
from services.runtime.settings import Settings, variables


@pytest.fixture(scope="module")
def stages(deploy: Path) -> list[list[tuple[str, str]]]:
    """The instructions of each stage, as (name, rest)."""
    text = re.sub(r"^\s*#.*\n", "", (deploy / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    found: list[list[tuple[str, str]]] = []
    for line in lines:
        name, _, rest = line.partition(" ")
        if name == "FROM":
            found.append([])
        found[-1].append((name, rest.strip()))
    return found


def rests(stage: list[tuple[str, str]], name: str) -> list[str]:
    return [rest for instruction, rest in stage if instruction == name]


def test_what_builds_stays_out_of_what_runs(stages):
    build, final = stages
    assert rests(build, "FROM")[0].endswith(" AS build")
    assert not any("pip" in rest for rest in rests(final, "RUN"))
    assert any(rest.startswith("--from=build ") for rest in rests(final, "COPY"))


def test_both_stages_have_the_same_slim_python(stages):
    images = {rests(stage, "FROM")[0].split()[0] for stage in stages}
    assert len(images) == 1
    version = re.fullmatch(r"python:3\.(\d+)-slim", images.pop())
    assert version is not None
    assert int(version[1]) >= 11


def test_packages_are_checked_by_hash_before_anything_is_installed(stages):
    commands = [part.strip() for rest in rests(stages[0], "RUN") for part in rest.split("&&")]
    fetching = [part for part in commands if "/pip " in part and "--no-index" not in part]
    assert len(fetching) == 1
    assert "--require-hashes" in fetching[0]
    assert "--only-binary :all:" in fetching[0]
    assert "dev.txt" not in " ".join(commands)


def test_it_runs_as_nobody_in_particular(stages):
    (user,) = rests(stages[-1], "USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)


def test_it_says_how_to_start_and_whether_it_is_well(stages):
    final = stages[-1]
    assert rests(final, "ENTRYPOINT") == ['["tocsin"]']
    assert rests(final, "CMD") == ['["up"]']
    assert make_parser().parse_args(["up"]).command == "up"
    (check,) = rests(final, "HEALTHCHECK")
    assert f'CMD ["healthy", "{Settings(data_dir=Path("unused")).port}", "/healthz"]' in check
    assert str(Settings(data_dir=Path("unused")).port) in rests(final, "EXPOSE")[0].split()


def test_it_sets_only_variables_that_the_code_knows(stages):
    names = {name for rest in rests(stages[-1], "ENV") for name in re.findall(r"(TOCSIN_\w+)=", rest)}
    assert names <= set(variables())


def test_everything_that_is_copied_is_there_and_sent_to_the_build(stages, repository):
    allowed = [line[1:] for line in (repository / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for stage in stages:
        for copy in rests(stage, "COPY"):
            sources = [part for part in copy.split()[:-1] if not part.startswith("--")]
            if "--from=" in copy:
                continue
            for source in sources:
                assert (repository / source).exists(), source
                assert any(fnmatch(source, one) or source.startswith(f"{one}/") for one in allowed), source


def test_the_build_is_sent_nothing_private(repository):
    first, *rest = [
        line for line in (repository / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")
    ]
    assert first == "*"
    assert not any(".env" in line or ".git" in line for line in rest)


def test_the_wheel_holds_every_file_that_the_code_reads(repository, tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    read = [path for top in ("services", "schemas") for path in (repository / top).rglob("*")]
    wanted = {str(path.relative_to(repository)) for path in read if path.suffix in (".lua", ".tsv", ".toml", ".json")}
    wanted |= {f"services/shipped/{path.relative_to(repository)}" for path in (repository / "seeds").rglob("*.json")}
    assert wanted - held == set()
