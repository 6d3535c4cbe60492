import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SENDFROM = os.environ.get("SENDFROM") or str(ROOT / ".build/debug/sendfrom")
