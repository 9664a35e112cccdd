"""What can keep a file from being changed. Whoever asked for the change says so to the user."""


class CannotWriteError(OSError):
    """A file of the study that must not or cannot be changed; `strerror` says why, `filename` which."""


class SpliceError(ValueError):
    """A file that cannot be changed by splicing: it is broken, or written in a way nobody foresaw."""


class EntryGoneError(LookupError):
    """An excerpt that is not in its file, or not only once: somebody changed the file meanwhile."""
