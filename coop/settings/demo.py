"""Demonstration: the embedded profile with fictitious people who can be played from the sign-in page."""

from coop.settings.embedded import *

COOP_DEMO = True
