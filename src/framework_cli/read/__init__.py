"""A study's folder comes in; its model and every problem in its files go out. The only room that parses.

Called by the commands (`find_study`, `load`, `composed`), the coding page (`again`), and every room that
reports findings (`locate`, `suggest`).
"""

from framework_cli.read.again import again
from framework_cli.read.identity import COLUMNS, composed
from framework_cli.read.listing import find_study, studies_below
from framework_cli.read.locate import locate
from framework_cli.read.study import load
from framework_cli.read.suggest import suggest

__all__ = ["COLUMNS", "again", "composed", "find_study", "load", "locate", "studies_below", "suggest"]
