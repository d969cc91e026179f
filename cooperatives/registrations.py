"""What this app gives to the registries: its gates, duties, consistency checks."""

from coop import inconsistances
from coop.documents import kinds
from coop.notifications import audience, regles
from cooperatives import audiences, checks, devoirs, documents, gates, phases

for _name in (
    "principes_consideres",
    "articulation_declaree",
    "theme_public_territoire",
    "identite_complete",
    "deux_communes",
    "secteurs_non_sanitaires",
    "premiere_reunion",
    "instances_creees",
    "dispositifs_informes",
    "membre_hors_ars",
    "mandats_ecrits",
    "directions_engagees",
    "copil_represente_chacun",
    "equipe_evaluation_designee",
):
    phases.register(_name, getattr(gates, _name))

audience.brancher(audiences.AUDIENCE)
for _regle in (devoirs.AL_01, devoirs.AL_23, devoirs.AL_42):
    regles.register(_regle)
inconsistances.register("cooperatives.coordinateurs", checks.coordinators)
inconsistances.register("cooperatives.transitions", checks.transitions)
for _kind in documents.KINDS:
    kinds.register(_kind)
