"""Who may import whom (docs/architecture.md): walked over every file, so that a short cut is noticed on the day it is taken."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "rxfeed"

OURS: dict[str, set[str]] = {
    "domain": {"domain"},
    "engines": {"domain", "engines"},
    "adapters": {"domain", "adapters"},
    "migrations": {"domain", "migrations"},
    "readers": set(),
    "settings": {"domain", "readers"},
    "wiring": {"domain", "engines", "adapters", "settings"},
    "jobs": {"domain", "wiring", "settings", "jobs"},
    "web": {"domain", "wiring", "settings", "jobs", "web"},
    "ui": {"domain", "wiring", "settings", "jobs", "ui"},
    "launch": {"domain", "engines", "adapters", "wiring", "settings", "jobs", "web", "rxfeed", "launch"},
    "rxfeed": {"domain", "wiring", "settings", "jobs", "web", "ui"},
    "__main__": {"domain", "settings", "launch"},
    "__init__": set(),
}
"""By area of the package: the areas it may import."""

PURE = {"sqlmodel", "sqlalchemy", "pydantic", "numpy", "PIL", "orjson", "babel", "markdown_it", "nh3", "pdqhash"}
"""Libraries without I/O of their own, for the domain."""
LATE = {"openai", "cryptography", "webauthn", "c2pa", "pdqhash"}
"""Heavy or rare: imported inside a function, never at the top of a file."""
SCRIPTS = {"run_script", "call_script", "call_function", "set_clipboard", "scroll_to", "console_log", "window_alert", "back"}
OWN_ENVIRONMENT = {"rxfeed/engines/sketch/worker.py"}
"""A process of its own that tells numpy's libraries how many threads to use, before it loads them."""


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)


def area(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Full module names, and whether the import stands at the top of the file."""
    tree = parsed(path)
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from ((f"{node.module}.{alias.name}", id(node) in top) for alias in node.names)


def areas_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "rxfeed" and len(parts) > 1 else None


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_inwards(path: Path) -> None:
    allowed = OURS[area(path)]
    wrong = {module for module, _ in imports(path) if (target := areas_of(module)) is not None and target not in allowed}
    assert not wrong


def test_the_domain_knows_no_framework_and_no_vendor() -> None:
    wrong = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in files()
        if area(path) == "domain"
        for module, _ in imports(path)
        if (name := module.split(".")[0]) != "rxfeed" and name not in PURE and name not in sys.stdlib_module_names
    }
    assert not wrong


def test_components_know_views_and_theme_but_no_state() -> None:
    wrong = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in files()
        if path.is_relative_to(PACKAGE / "ui" / "components")
        for module, _ in imports(path)
        if module.endswith((".state", "State")) or ".state." in module or module.startswith("rxfeed.wiring")
    }
    assert not wrong


def test_what_is_heavy_and_rare_is_imported_late() -> None:
    wrong = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in files()
        for module, at_top in imports(path)
        if at_top and any(module == late or module.startswith(f"{late}.") for late in LATE)
    }
    assert not wrong


def test_only_the_settings_read_the_environment() -> None:
    """`launch` prepares it for Reflex and npm, and looks whether a name in it is a slip of the pen."""
    wrong = {
        str(path.relative_to(ROOT))
        for path in files()
        if area(path) not in {"settings", "launch"} and str(path.relative_to(ROOT)) not in OWN_ENVIRONMENT
        for node in ast.walk(parsed(path))
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}) or (isinstance(node, ast.alias) and node.name in {"environ", "getenv"})
    }
    assert not wrong


def test_handlers_send_no_script() -> None:
    """Bound to a component these compile to functions. Returned by a handler they travel as text, and the policy of our pages makes no script from text."""
    wrong = {
        f"{path.relative_to(ROOT)}: {call.func.attr}"
        for path in files()
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and any(is_event(decorator) for decorator in function.decorator_list)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in SCRIPTS
    }
    assert not wrong


def is_event(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr == "event"


def test_every_area_has_a_rule() -> None:
    assert {area(path) for path in files()} <= OURS.keys()
