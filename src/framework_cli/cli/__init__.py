"""The commands: one file each. Options → load → one call into a room → one renderer → exit code.

A command module holds a signature; what it needs is imported in its body, so that the
start stays light. Called by `__main__`.
"""
