"""The switch that rewrites what is expected, and a calm setting for Hypothesis."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "default", derandomize=True, max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("stress", max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("stress" if os.environ.get("PLAINPLAN_STRESS") else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what case files and goldens expect")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite what is expected instead of comparing with it."""
    return bool(request.config.getoption("--update"))
