"""The floor: what any tool must do for a chart – read the bytes, parse the YAML, import pandas."""

import sys
from pathlib import Path

import yaml


def main(root: Path, with_pandas: bool) -> None:
    events = characters = 0
    for path in sorted(root.rglob("*")):
        if path.suffix not in {".txt", ".yaml", ".md", ".csv"} or ".framework" in path.parts:
            continue
        text = path.read_bytes().decode("utf-8")
        characters += len(text)
        if path.suffix == ".yaml":
            for _ in yaml.parse(text, yaml.CSafeLoader):
                events += 1
    if with_pandas:
        import pandas  # noqa: F401
    print(characters, events)


if __name__ == "__main__":
    main(Path(sys.argv[1]), with_pandas=sys.argv[2] == "pandas")
