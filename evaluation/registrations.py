"""What the follow-up and the evaluation give to the registries, and the signal they listen to."""

from importlib import import_module

from conventions import reconduction
from conventions.signals import convention_en_vigueur, convention_fin_changee
from coop.documents import kinds
from coop.notifications import saisie
from cooperatives import phases
from evaluation import documents_annuel, documents_copil, documents_evaluation, dossier_elargie, gates
from evaluation.saisie import AL_35
from evaluation.workflows.annuel import on_convention_fin_changee
from evaluation.workflows.ouverture import on_convention_en_vigueur

saisie.register(AL_35)
phases.register("criteres_choisis", gates.criteres_choisis)
phases.register("evaluation_finale", gates.evaluation_finale)
kinds.register(documents_annuel.KIND)
kinds.register(documents_copil.KIND)
kinds.register(documents_evaluation.KIND)
reconduction.register("bilan_annuel_valide", gates.bilan_annuel_valide)
for _volet in dossier_elargie.VOLETS:
    reconduction.register_volet(_volet)
convention_en_vigueur.connect(on_convention_en_vigueur, dispatch_uid="evaluation.open_bilans")
convention_fin_changee.connect(on_convention_fin_changee, dispatch_uid="evaluation.close_bilans")
import_module("evaluation.registrations_bilans")
import_module("evaluation.registrations_questionnaire")
import_module("evaluation.registrations_regionale")
