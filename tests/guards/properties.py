"""Properties play the same examples everywhere, for as long as they take: a busy machine fails none of them.

`COOP_HYPOTHESIS=chance` draws other examples, to look for what nobody thought of.
"""

import os

from hypothesis import HealthCheck, settings

ALIKE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None}

settings.register_profile("memes", derandomize=True, **ALIKE)
settings.register_profile("chance", print_blob=True, **ALIKE)
settings.load_profile("chance" if os.environ.get("COOP_HYPOTHESIS") == "chance" else "memes")
