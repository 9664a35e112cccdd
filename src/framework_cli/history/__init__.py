"""What git knows of a study. The only room that calls git.

What comes in is a study's folder; what goes out are facts from its repository, or nothing where there
is no git and no repository. Called by `summarise --stamp`.
"""

from framework_cli.history.commit import commit_of

__all__ = ["commit_of"]
