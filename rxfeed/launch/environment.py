"""What Reflex, npm and their helpers find in the environment: Node from the virtual environment, and nothing that calls home."""

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
    binaries = str(Path(sys.executable).parent)
    paths = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if Path(binaries, "node").exists() and paths[0] != binaries:
        os.environ["PATH"] = os.pathsep.join([binaries, *(path for path in paths if path != binaries)])
    if not os.environ.get("NPM_CONFIG_REGISTRY") and not Path(".web", ".npmrc").exists():
        os.environ["NPM_CONFIG_REGISTRY"] = _npm_registry()


def _npm_registry() -> str:
    """The registry that this machine's npm is set to. Without it Reflex would ask two mirrors which one is faster."""
    npm = shutil.which("npm")
    if npm is None:
        return ""
    return subprocess.run([npm, "config", "get", "registry"], capture_output=True, text=True, check=False).stdout.strip()
