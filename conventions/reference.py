"""The text of the convention de partenariat (R-CONV-05): version 1 of each block, as the guide of 2018 prints it.

Apostrophes are typographic and the titles are spaced (« Article 1 – Objet de la convention »); every other word is
the source's, « déterminés » of article 3 included (A-41) and « Comité technique « Santé » » too (A-03).
"""

from datetime import date

from conventions.gabarit import check
from conventions.models import GabaritArticle
from coop.territories.sync import Compte

VERSION = 1
DEPUIS = date(2018, 1, 1)  # the year of the guide

# code, title, text; a blank line parts two paragraphs.
BLOCS = [
    ("titre", "", "Convention de partenariat relative à {{ intitule }}"),
    (
        "parties",
        "Entre\u00a0:",
        "{{ parties }}\n\n"
        'Ci-après dénommées, ensemble les "Parties" et individuellement la "Partie".\n\n'
        "Il est convenu ce qui suit\u00a0:",
    ),
    (
        "preambule",
        "Préambule",
        "{{ preambule }}\n\n"
        "Il est apparu nécessaire de mobiliser et coordonner les actions de chacun des acteurs, dans leurs domaines de "
        "compétences respectifs, afin de proposer {{ objectif_general }}\n\n"
        "Considérant l’ensemble de ces éléments, les parties prenantes souhaitent s’engager de manière partenariale au "
        "déploiement d’un programme de {{ libelle_deploiement }} dans le cadre de la démarche «\u00a0coopérative "
        "d’acteurs en promotion de la santé\u00a0» initiée par l’ARS-IDF.",
    ),
    (
        "article-1",
        "Article 1 – Objet de la convention",
        "Par la présente convention, les signataires s’engagent, conformément à leurs missions et domaines de "
        "compétences respectifs, à mettre en œuvre, suivre et adapter en cohérence avec les orientations mentionnées en "
        "préambule, un programme relatif à {{ intitule }}.\n\n"
        "Le programme doit répondre aux objectifs définis en commun à partir du diagnostic initial, à savoir\u00a0:\n\n"
        "{{ objectifs }}",
    ),
    ("article-2", "Article 2 – Descriptif des actions du programme", "{{ actions }}"),
    (
        "article-3",
        "Article 3 – Conditions de détermination des contributions financières",
        "L’ARS s’engage à contribuer au soutien financier du programme dans des proportions et selon des modalités qui "
        "sont déterminés respectivement et parallèlement. Le budget alloué est réparti en fonction de la contribution "
        "propre à chacun des intervenants dans les actions du programme.",
    ),
    ("article-4", "Article 4 – Pilotage et suivi de la coopérative d’acteurs", ""),
    (
        "article-4-1",
        "4.1 Comité de pilotage",
        "Le pilotage et le suivi du programme seront réalisés dans le cadre d’un Comité technique «\u00a0Santé\u00a0» "
        "{% if copilotes %}co-piloté par l’ARS et {{ copilotes }}{% else %}piloté par l’ARS{% endif %}"
        "{% if en_lien_avec %}, en lien avec {{ en_lien_avec }}{% endif %}.\n\n"
        "Ce comité associera {{ promoteurs }}.\n\n"
        "Il aura pour objectif de définir les modalités de mise en œuvre des actions mises en place dans le cadre du "
        "projet, d’échanger sur les pratiques respectives, d’évaluer les résultats recensés dans les bilans d’activité "
        "et les tendances se dégageant du programme et enfin, de procéder aux ajustements nécessaires pour la bonne "
        "marche de ce dernier.",
    ),
    (
        "article-4-2",
        "4.2 Réunions opérationnelles",
        "Les parties procéderont à des réunions opérationnelles nécessaires à la mise en œuvre et à l’évaluation du "
        "programme à une périodicité qu’elles définiront conjointement.\n\n"
        "Elles devront déterminer, avant le démarrage du programme, les indicateurs d’évaluation (processus, activité "
        "et résultats) qui permettront d’alimenter le bilan annuel.",
    ),
    (
        "article-4-3",
        "4.3 Bilans trimestriels",
        "Des bilans trimestriels devront être établis par les parties prenantes et transmis à l’ARS.",
    ),
    (
        "article-4-4",
        "4.4 Bilan annuel",
        "Une réunion élargie entre les différentes parties devant permettre de dresser un bilan complet, devra avoir "
        "lieu deux mois avant l’échéance annuelle. Il servira, par ailleurs, à déterminer la reconduction ou non d’une "
        "action engagée.",
    ),
    (
        "article-5",
        "Article 5 – Durée, modification et résiliation de la convention",
        "Cette convention prendra effet à compter de sa signature et perdura un an renouvelable de manière expresse.\n\n"
        "Toute proposition de modification de la présente convention ne pourra être prise en compte qu’après la "
        "signature d’un avenant par les parties signataires.\n\n"
        "Elle peut être résiliée à tout moment par l’une ou l’autre partie au moyen d’une lettre recommandée avec avis "
        "de réception adressée à chacune des autres parties. La résiliation de la convention prendra effet un mois "
        "après la réception de cette lettre.",
    ),
    ("signature", "Signatures des parties", "A {{ lieu }}, le {{ date }}"),
]


def load() -> list[Compte]:
    """Create the blocks of version 1 that are missing; what the siège has added or changed is left alone."""
    known = set(GabaritArticle.objects.filter(version=VERSION).values_list("code", flat=True))
    rows = [
        GabaritArticle(code=code, version=VERSION, ordre=order, titre=title, texte=text, en_vigueur_depuis=DEPUIS)
        for order, (code, title, text) in enumerate(BLOCS, start=1)
        if code not in known
    ]
    for row in rows:
        check(row.code, row.texte)
        row.full_clean(exclude=["texte"])
    GabaritArticle.objects.bulk_create(rows)
    return [Compte("Gabarit de la convention", crees=len(rows), inchanges=len(known))]
