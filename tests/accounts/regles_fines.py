"""Where a finer rule than the role may still refuse somebody the declaration lets in, and why."""

# Routes where a finer rule than the role may still refuse somebody the declaration lets in: route name → why.
WITHOUT_TOTP = "a page of double authentification that exists once the application is registered"
OF_ITS_TERRITORY = "a note of a département is read by its délégation and by the siège"
WHEN_VALIDATED = "a synthesis is read by the région once validated, by every account once published"
FINER_RULE = {
    "cooperatives:tache_avancement": "the person responsible for the task and the animation",
    "mfa_deactivate_totp": WITHOUT_TOTP,
    "mfa_view_recovery_codes": WITHOUT_TOTP,
    "mfa_generate_recovery_codes": WITHOUT_TOTP,
    "mfa_download_recovery_codes": WITHOUT_TOTP,
    "mfa_reauthenticate": WITHOUT_TOTP,
    "cooperatives:invitation_recue": "an invitation is read and answered by the organisation it was sent to",
    "annuaire:modifier": "an organisation is written by its own people and by those who follow it",
    "cooperatives:frein": "a frein is corrected by who brought it and by the animation",
    "cooperatives:frein_lever": "a frein is lifted by who brought it and by the animation",
    "cooperatives:frein_retirer": "a frein is withdrawn by who brought it and by the animation",
    "cooperatives:retour": "a retour d’expérience is corrected by who told it and by the animation",
    "cooperatives:retour_retirer": "a retour d’expérience is withdrawn by who told it and by the animation",
    "cooperatives:activite": "an activity is corrected by who noted it and by the animation",
    "cooperatives:activite_retirer": "an activity is withdrawn by who noted it and by the animation",
    "cooperatives:formation_desinscrire": "somebody leaves a training, or the animation takes them off its list",
    "cooperatives:region_recommandation": "a recommendation is followed by the siège or by the délégation, at its level",
    "portail:region_delegation": "the sheet of a délégation is written by it and by the siège",
    **dict.fromkeys(
        (
            "portail:compte",
            "portail:compte_donner",
            "portail:compte_inviter",
            "portail:compte_adresse",
            "portail:compte_finir",
        ),
        "a délégation keeps the accounts of its own people",
    ),
    "portail:region_bilans_pdf": "the bilans of a territory are printed by who reads the whole of it",
    "portail:evaluation_regionale": WHEN_VALIDATED,
    "portail:evaluation_regionale_pdf": WHEN_VALIDATED,
    "portail:region_evaluation_repondre": "an évaluateur answers for the région when its mandate is the whole of it",
    "portail:region_evaluation_preuve_retirer": "a proof is withdrawn by who answers for the région",
    "portail:region_note": OF_ITS_TERRITORY,
    "portail:region_note_pdf": OF_ITS_TERRITORY,
    "portail:region_note_xlsx": OF_ITS_TERRITORY,
    "portail:pourquoi": "a duty is explained to whom it waits for",
    "portail:attente": "a duty is put off by whom it waits for",
    "portail:recapitulatif_recu": "a digest is read by whom it was written to",
    "portail:attente_reprendre": "what somebody put off is taken back by that person",
    "conventions:echeance_reconduire": "a renewal is prepared for a convention in force only",
    "conventions:resiliation_depart": "the departure of the letter is recorded by its author or the coordination, once",
    "conventions:reprise_clore": "a reprise is closed once it is open",
    "evaluation:bilan_question": "a question is asked on a bilan that was sent",
    "evaluation:bilan_preuve_retirer": "an evidence is withdrawn by the party that joined it, while it writes",
    "account_confirm_email": "no confirmation is ever sent: its key is unknown",
}
