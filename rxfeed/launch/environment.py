"""What Reflex, npm and their helpers find in the environment: Node from the virtual environment, and nothing that calls home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

QUIET = {
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "REFLEX_USE_NPM": "1",
    "npm_config_audit": "false",
    "npm_config_fund": "false",
    "npm_config_update_notifier": "false",
    "npm_config_omit_lockfile_registry_resolved": "true",
}


def quiet() -> None:
    """Put Node on the path and turn every message home off. Reflex reads the environment late, so `rxconfig.py` is early enough."""
    os.environ.update(QUIET)
    os.environ["PATH"] = with_own_node(os.environ.get("PATH", os.defpath))
    if not os.environ.get("NPM_CONFIG_REGISTRY") and not Path(".web", ".npmrc").exists():
        os.environ["NPM_CONFIG_REGISTRY"] = _npm_registry()


def with_own_node(path: str) -> str:
    """The search path with the virtual environment's programs in front, where Node is among them."""
    own = str(Path(sys.prefix, "bin"))
    if not Path(own, "node").exists():
        return path
    return os.pathsep.join([own, *(part for part in path.split(os.pathsep) if part != own)])


def _npm_registry() -> str:
    """The registry that this machine's npm is set to. Without it Reflex would ask two mirrors which one is faster."""
    npm = shutil.which("npm")
    if npm is None:
        return ""
    return subprocess.run([npm, "config", "get", "registry"], capture_output=True, text=True, check=False).stdout.strip()
