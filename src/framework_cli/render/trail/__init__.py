"""Changes of a study come in; what a person or a program reads of them goes out.

Called by `diff`, `log` and `audit`.
"""
