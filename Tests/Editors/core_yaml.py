"""YAML as editors read it: YAML 1.2's core schema, where `NO` and `2025-03-01` are texts and `.inf` a number."""
import re

import yaml


class CoreLoader(yaml.SafeLoader):
    """PyYAML reads YAML 1.1; only the core schema's plain scalars are anything but text here."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def _int(loader, node):
    text = loader.construct_scalar(node).lstrip("+")
    return int(text, 0 if text[:2] in ("0o", "0x") else 10)


CoreLoader.add_constructor("tag:yaml.org,2002:int", _int)
CoreLoader.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def load(text):
    return yaml.load(text, CoreLoader)
