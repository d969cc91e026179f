"""The demonstration: stories told as data (`ca78.py`…), played through the verbs of the product (`joueur.py`)."""
