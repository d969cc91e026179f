"""Said at start: a gate nobody gives would keep a step closed for ever."""

from django.core.checks import Error, register

from cooperatives import phases


@register()
def gates_are_registered(app_configs, **kwargs) -> list[Error]:
    """One error for each check the phase machine asks for and that no app registered."""
    return [
        Error(f"The gate « {name} » of the phase machine is registered by no app.", id="cooperatives.E001")
        for name in sorted(phases.unregistered())
    ]
