"""Views that libraries bring, and the one of `coop.ui`: who may open them, by full name or by namespace. Read at start-up (`ready`)."""

from coop.accounts.policies import Policy, declare_external

PUBLIC = Policy("public", frozenset({"tous"}), frozenset({"tous"}))
SIGNED_IN = Policy("signed_in", frozenset({"compte"}), frozenset({"compte"}))
ADMIN = Policy("admin", frozenset({"administration"}), frozenset({"administration"}))

# Pages that exist to be opened before signing in; the library answers them itself (closed sign-up included).
WITHOUT_ACCOUNT = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_trust",
)
WITH_ACCOUNT = (
    "account_email",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "usersessions_list",
)


def declare() -> None:
    """Fill the table of external policies."""
    declare_external("admin", ADMIN)
    # A published map, the same for everybody; `coop.ui` imports nothing of ours and cannot say so itself.
    declare_external("ui:carte_fond", PUBLIC)
    for name in WITHOUT_ACCOUNT:
        declare_external(name, PUBLIC)
    for name in WITH_ACCOUNT:
        declare_external(name, SIGNED_IN)
