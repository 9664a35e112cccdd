"""The coding page: a study and a wish come in over HTTP on this machine; a reply and a changed file go out.

Called by `framework code`. Handlers know no HTTP; the web framework is imported in `app`, `guard` and `run`.
"""
