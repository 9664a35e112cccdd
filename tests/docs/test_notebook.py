"""Python on a page is run, and what it prints is compared."""

from tests.docs.pages import blocks
from tests.docs.runner import play

PAGE = """\
```python
>>> from pathlib import Path
>>> for name in ("a", "b"):
...     _ = Path(name).write_text(name)
```

Some words.

```python
>>> sorted(path.name for path in Path(".").iterdir())
['a', 'c']
```
"""


def test_a_true_page_is_true_and_one_namespace_and_folder_serve_it_all(tmp_path):
    assert play(PAGE.replace("'c'", "'b'"), tmp_path) == []


def test_what_is_printed_otherwise_is_told_with_its_line(tmp_path):
    (wrong,) = play(PAGE, tmp_path)
    assert wrong.startswith("line 10: sorted(")
    assert "['a', 'b']\nthe page shows\n['a', 'c']" in wrong
    assert len(blocks(PAGE)) == 2
