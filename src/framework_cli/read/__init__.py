"""A study's folder comes in; its model and every problem in its files go out. The only room that parses.

Called by the commands (`find_study`, `load`), and by every room that reports findings (`locate`, `suggest`).
"""

from framework_cli.read.listing import find_study
from framework_cli.read.locate import locate
from framework_cli.read.study import load
from framework_cli.read.suggest import suggest

__all__ = ["find_study", "load", "locate", "suggest"]
