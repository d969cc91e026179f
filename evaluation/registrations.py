"""What the follow-up and the evaluation give to the registries, and the signal they listen to."""

from importlib import import_module

from conventions.signals import convention_en_vigueur
from coop.documents import kinds
from cooperatives import phases
from evaluation import documents_copil, gates
from evaluation.workflows.ouverture import on_convention_en_vigueur

phases.register("criteres_choisis", gates.criteres_choisis)
kinds.register(documents_copil.KIND)
convention_en_vigueur.connect(on_convention_en_vigueur, dispatch_uid="evaluation.open_bilans")
import_module("evaluation.registrations_bilans")
