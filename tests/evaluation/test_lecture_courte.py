"""What a coordinator reads first of a bilan: rows that moved or go astray; the rest is folded, and nothing is lost."""

from decimal import Decimal
from types import SimpleNamespace as Row

import pytest

from evaluation.queries.lecture_courte import indicateur_calme, partager, reponse_calme


def releve(valeur="10", raison="", texte="", commentaire=""):
    return Row(valeur=Decimal(valeur) if valeur else None, raison=raison, texte=texte, commentaire=commentaire)


@pytest.mark.parametrize(
    ("now", "before", "parts", "calm"),
    [
        (releve(), releve(), [], True),
        (releve(), releve("10.00"), [], True),
        (None, None, [], True),
        (releve("12"), releve(), [], False),
        (releve(), None, [], False),
        (None, releve(), [], False),
        (releve("", raison="nsp"), releve(), [], False),
        (releve(texte="Plus de monde"), releve(), [], False),
        (releve(commentaire="À confirmer"), releve(), [], False),
        (releve(commentaire="À confirmer"), releve(commentaire="À confirmer"), [], False),
        (releve(), releve(), ["par public"], False),
    ],
)
def test_a_reading_is_calm_when_it_says_the_same_without_a_word(now, before, parts, calm):
    assert indicateur_calme(Row(releve=now, avant=before, parts=parts)) is calm


@pytest.mark.parametrize(
    ("answer", "before", "compared", "calm"),
    [
        (("oui", "Oui", ""), ("Oui", ""), True, True),
        (("oui", "Oui", "Deux fiches"), ("Oui", "Deux fiches"), True, True),
        (("oui", "Oui", "Trois fiches"), ("Oui", "Deux fiches"), True, False),
        (("oui", "Oui", ""), ("Non", "Local fermé"), True, False),
        (("oui", "Oui", ""), ("", ""), True, False),
        (("oui", "Oui", ""), ("", ""), False, True),
        (("oui", "Oui", "Deux fiches"), ("", ""), False, False),
        (("partiel", "En partie", "Retard"), ("En partie", "Retard"), True, False),
        (("non", "Non", "Retard"), ("Non", "Retard"), True, False),
        (("", "", ""), ("Oui", ""), True, False),
        (("", "", ""), ("", ""), True, True),
    ],
)
def test_an_answer_is_calm_when_it_is_oui_or_empty_as_before(answer, before, compared, calm):
    reponse, mot, texte = answer
    row = Row(reponse=reponse, mot=mot, texte=texte, mot_avant=before[0], texte_avant=before[1])
    assert reponse_calme(row, compared) is calm


def test_every_row_is_read_or_folded_and_what_is_asked_about_is_read():
    def answer(code, reponse="oui"):
        return Row(question=Row(code=code), reponse=reponse, mot="Oui", texte="", mot_avant="Oui", texte_avant="")

    same = Row(code="i1", releve=releve(), avant=releve(), parts=[])
    moved = Row(code="i2", releve=releve("3"), avant=releve(), parts=[])
    action = Row(
        avant=Row(),
        indicateurs=[same, moved],
        conformite=[answer("ressources"), answer("groupes", "non")],
        contribution=[answer("dynamique"), answer("pratiques")],
        textes=[Row(code="freins", texte="", avant=""), Row(code="pistes", texte="Ouvrir le soir", avant="")],
        questions=[Row(champ="pratiques")],
    )
    read, folded = partager(action)

    assert [row.code for row in read.indicateurs] == ["i2"]
    assert [row.question.code for row in read.conformite + read.contribution] == ["groupes", "pratiques"]
    assert [row.code for row in read.textes] == ["pistes"]
    assert (len(read), len(folded)) == (4, 4)
