"""The coordinator amends an action in force; the parties sign, by code or on paper; the consolidated text shows it."""

import pytest

from conventions.models import Avenant
from tests.browser.demonstration import JOUR, tous_signent
from tests.browser.pages.conventions import Redactrice, Signataire

CONTENU = "Trois maraudes par semaine, dont une le dimanche."


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_action_is_amended_signed_and_read(demonstration, navigateur, javascript):
    dd = Redactrice(navigateur(demonstration("dd78"), javascript=javascript), "CA-78-01")
    dd.changer_par_avenant(1, contenu=CONTENU)
    assert f"est remplacé par « {CONTENU} »" in dd.texte()
    dd.nav.follow("Le motif de l’avenant n’est pas écrit.").fill(motif="Deux demandes des habitants.").click(
        "Enregistrer"
    )
    assert dd.mettre_l_avenant_a_la_signature() == 2

    asso = Signataire(navigateur(demonstration("asso-a"), width=360, javascript=javascript), "CA-78-01")
    asso.ouvrir("convention/avenant/2/")
    assert not asso.nav.overflows()
    assert asso.signer_par_compte("asso-a@demo.invalid", "Signer l’avenant") <= 3
    tous_signent("CA-78-01")

    assert Avenant.objects.get(numero=2, convention__ca__reference="CA-78-01").date_effet == JOUR
    dd.ouvrir("convention/texte/")
    assert CONTENU in dd.texte()
    dd.ouvrir("convention/changements/")
    assert dd.nav.page.get_by_text("est remplacé par").first.is_visible()
