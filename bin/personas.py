"""Print the people of the demonstration, as `make demo` shows them under the address."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coop.accounts.personas import PASSWORD, PERSONAS

print(f"  Personnes à jouer (mot de passe « {PASSWORD} ») :\n")
for persona in PERSONAS:
    print(f"    {persona.email:<28} {persona.fonction}")
