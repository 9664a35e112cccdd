"""What `framework compare` shows: the disagreements as an agenda, for people and for programs.

A comparison comes in with its study; text, Markdown, HTML and tables go out. Called by the command.
"""
