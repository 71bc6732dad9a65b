"""Execute the notebooks in place; with --check, say whether their committed outputs still hold."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import warnings
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"


def executed(path: Path) -> str:
    """Return a notebook with fresh outputs, without anything that differs from run to run."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, record_timing=False, resources={"metadata": {"path": str(FOLDER)}}).execute()
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                         "language_info": {"name": "python"}}
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    """Run every notebook; with --check, compare and write nothing."""
    warnings.simplefilter("ignore")
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    changed = []
    for path in sorted(FOLDER.glob("*.ipynb")):
        before, after = path.read_text(encoding="utf-8"), executed(path)
        if before != after:
            changed.append(path.name)
            if "--check" not in sys.argv:
                path.write_text(after, encoding="utf-8")
        print(f"{path.name}: {'changed' if before != after else 'as committed'}")
    return int(bool(changed) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
