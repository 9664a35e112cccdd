"""Fixtures that every room's tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A law is about what comes out, not about how long a busy machine took over it.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real, openly licensed material kept beside the checkout; tests that need it skip without it."""
    named = os.environ.get("FRAMEWORK_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"REAL DATA NOT FOUND at {folder}: set FRAMEWORK_SHARED_DATA to run this test")
    return folder
