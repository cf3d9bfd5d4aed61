"""The wheel and the sdist hold what they must, and a wheel installed elsewhere builds a page and a PDF."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import needs
from plainplan.render.assets import templates_dir
from plainplan.words import LANGUAGES

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an sdist, and a wheel made from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return folder


def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


def test_the_wheel_has_templates_types_and_licences(built: Path) -> None:
    with zipfile.ZipFile(wheel(built)) as file:
        names = set(file.namelist())
    looks = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert looks
    assert {f"plainplan/{name}" for name in looks} <= names
    assert "plainplan/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "scripts/")) for name in names)


def test_the_wheel_has_catalogues_and_first_plans_of_all_languages(built: Path) -> None:
    with zipfile.ZipFile(wheel(built)) as file:
        names = set(file.namelist())
    translated = {f"plainplan/words/locale/{code}.mo" for code in LANGUAGES if code != "en"}
    assert {name for name in names if "/locale/" in name} == translated
    starters = {path.name for path in (ROOT / "src/plainplan/starters").glob("*.md")}
    assert {f"plainplan/starters/{name}" for name in starters} <= names


def test_the_sdist_can_be_tested(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as file:
        names = {name.partition("/")[2] for name in file.getnames()}
    wanted = {"pyproject.toml", "Makefile", "LICENSE", "templates/default/page.html", "tests/test_packaging.py"}
    assert wanted <= names
    assert "docs/plan.schema.json" in names
    locale = {path.relative_to(ROOT).as_posix() for path in (ROOT / "src/plainplan/words/locale").iterdir()}
    assert locale <= names


def test_all_tests_are_found_in_the_sdist(built: Path, tmp_path: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as file:
        file.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-2000:]


def test_a_clone_finds_its_looks() -> None:
    assert (templates_dir() / "default" / "page.html").is_file()
    assert templates_dir() == ROOT / "templates"


def test_an_installed_wheel_builds_page_and_pdf(built: Path, tmp_path: Path) -> None:
    needs.pango()
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    subprocess.run(
        [scripts / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel(built)],
        check=True,
        capture_output=True,
        env=clean,
    )
    plan = tmp_path / "nurse.plan.md"
    plan.write_bytes((ROOT / "example-plans" / "nurse.plan.md").read_bytes())
    ran = subprocess.run(
        [scripts / "plan", "build", plan, "--to", "html,pdf,json", "--as-of", "2026-11-01"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=clean,
    )
    assert ran.returncode == 0, ran.stderr
    assert plan.with_name("nurse.html").read_text("utf-8").startswith("<!doctype html>")
    assert plan.with_name("nurse.pdf").read_bytes().startswith(b"%PDF-")
    status = [str(scripts / "plan"), "status", str(plan), "--lang", "de", "--as-of", "2026-11-01"]
    told = subprocess.run(status, capture_output=True, check=False, env=clean | {"PYTHONIOENCODING": "utf-8"})
    assert "erledigt" in told.stdout.decode(), told.stderr
    new = subprocess.run([scripts / "plan", "new", "--list"], capture_output=True, text=True, check=False, env=clean)
    assert new.returncode == 0, new.stderr
