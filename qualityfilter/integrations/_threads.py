"""Threads of the libraries for arithmetic, in processes that engines give to the filter."""

from __future__ import annotations

import functools


@functools.cache
def one_blas_thread() -> None:
    """Keep BLAS to one thread in this process, once and for all.

    The arithmetic of a text is too small to be shared out: with a thread for each core, a text
    takes several times as long, and workers beside each other take each other's cores.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, "blas")
