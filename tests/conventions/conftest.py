"""The programme of one coopérative, for the tests of this app."""

from tests.conventions.scene_programme import scene
from tests.guards.stage import staged

s = staged(scene)
