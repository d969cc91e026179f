"""What every test of the house relies on: each guard is a small plugin of tests/guards."""

pytest_plugins = [
    "tests.guards.cache",
    "tests.guards.clock",
    "tests.guards.client",
    "tests.guards.database",
    "tests.guards.engines",
    "tests.guards.history",
    "tests.guards.live",
    "tests.guards.longs",
    "tests.guards.media",
    "tests.guards.network",
    "tests.guards.properties",
    "tests.guards.queries",
    "tests.guards.services",
    "tests.guards.stage",
    "tests.guards.templates",
]
