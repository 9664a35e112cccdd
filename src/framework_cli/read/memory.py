"""Work that makes millions of small values."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection(*, freeze: bool = True) -> Iterator[None]:
    """Without the cyclic garbage collector: millions of small values are made and none is a cycle.

    Measured on 100,000 excerpts: the collector's passes over them cost as much again as reading. What was
    read is then frozen, so that later passes don't go through it either; it is freed by reference as always.
    Cycles that were waiting to be collected are frozen with it, for good: a process that reads again and
    again does so within one without `freeze`, which holds for those inside it.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if freeze:
                gc.freeze()
            gc.enable()
