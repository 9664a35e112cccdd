"""What git knows of a study. The only room that calls git.

What comes in is a study's folder; what goes out are facts from its repository and the study as it was,
in memory; `record` alone writes, a commit that somebody asked for. Called by `index` for old texts, by
the coding page, and by the commands that look back or set git up.
"""

from framework_cli.history.blobs import Blobs
from framework_cli.history.commits import Commit, Touched, commit_of, commits, touched
from framework_cli.history.git import GitError
from framework_cli.history.lent import lent
from framework_cli.history.repository import WORKING_TREE, Repository, named, repository, short
from framework_cli.history.trees import Tree, Trees, trees
from framework_cli.history.versions import Version, versions

__all__ = [
    "WORKING_TREE",
    "Blobs",
    "Commit",
    "GitError",
    "Repository",
    "Touched",
    "Tree",
    "Trees",
    "Version",
    "commit_of",
    "commits",
    "lent",
    "named",
    "repository",
    "short",
    "touched",
    "trees",
    "versions",
]
