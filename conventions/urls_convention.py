"""Addresses of the convention, under the CA."""

from django.urls import path

from conventions.views import adaptations, annexes, convention, papier, parties, signer, texte_fige

urlpatterns = [
    path("convention/", convention.convention, name="convention"),
    path("convention/ouvrir/", convention.ouvrir, name="convention_ouvrir"),
    path("convention/elements/", parties.elements, name="convention_elements"),
    path("convention/annexes/", annexes.annexes, name="convention_annexes"),
    path("convention/parties/", parties.parties, name="convention_parties"),
    path("convention/parties/<int:partie>/", parties.partie, name="convention_partie"),
    path("convention/parties/<int:partie>/signataire/", parties.signataire, name="convention_signataire"),
    path(
        "convention/parties/<int:partie>/signataire/<int:signataire>/retirer/",
        parties.retirer_signataire,
        name="convention_signataire_retirer",
    ),
    path("convention/parties/<int:partie>/retirer/", parties.retirer, name="convention_partie_retirer"),
    path("convention/modele/", adaptations.adaptations, name="convention_adaptations"),
    path("convention/modele/<slug:code>/", adaptations.adapter, name="convention_adapter"),
    path("convention/modele/<slug:code>/retirer/", adaptations.retirer, name="convention_adaptation_retirer"),
    path("convention/signature/", convention.mettre_a_la_signature, name="convention_signature"),
    path("convention/relancer/", convention.relancer, name="convention_relancer"),
    path("convention/rouvrir/", convention.rouvrir, name="convention_rouvrir"),
    path("convention/pdf/", convention.pdf, name="convention_pdf"),
    path("convention/signatures/<int:signature>/", signer.connecte, name="signer"),
    path("convention/signatures/<int:signature>/redemander/", papier.redemander, name="signature_redemander"),
    path("convention/signatures/<int:signature>/adresse/", texte_fige.adresse, name="signature_adresse"),
    path("convention/signatures/<int:signature>/papier/", papier.papier, name="signature_papier"),
    path("convention/signatures/<int:signature>/remplacer/", texte_fige.remplacer, name="signature_remplacer"),
    path("convention/signatures/<int:signature>/refus/", papier.refus, name="signature_refus"),
]
