"""What a template may read: fields of our own values as they are, nothing private, and no function that is unsafe."""

from __future__ import annotations

import jinja2
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from plainplan.render.environment import Sandbox
from plainplan.view.parts import Fact

FACT = Fact("Due", "<soon>", strong=True)


@pytest.mark.parametrize(
    "template", ["{{ fact.label }}", "{{ fact.value }}", "{{ fact.none is defined }}", "{{ fact.strong }}"]
)
def test_a_field_says_what_it_says_in_every_sandbox(template: str) -> None:
    own, stock = Sandbox(autoescape=True), ImmutableSandboxedEnvironment(autoescape=True)
    assert own.from_string(template).render(fact=FACT) == stock.from_string(template).render(fact=FACT)


@pytest.mark.parametrize("name", ["__class__", "_fields", "_replace"])
def test_nothing_that_is_not_public_can_be_read(name: str) -> None:
    environment = Sandbox(autoescape=True, undefined=jinja2.StrictUndefined)
    with pytest.raises(jinja2.exceptions.SecurityError):
        environment.from_string(f"{{{{ fact.{name} }}}}{{{{ fact.{name}() }}}}").render(fact=FACT)


def test_a_function_that_is_unsafe_is_not_called() -> None:
    def harm() -> str:
        raise AssertionError("called")

    harm.unsafe_callable = True  # type: ignore[attr-defined]
    with pytest.raises(jinja2.exceptions.SecurityError):
        Sandbox(autoescape=True).from_string("{{ harm() }}").render(harm=harm)
