"""The administrator's desk: accounts, mandates, invitations and personal links."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from dsfr.models import DsfrConfig

from coop.accounts import liens
from coop.accounts.admin_base import KeptAdmin, ReadOnlyAdmin
from coop.accounts.models import Invitation, Mandate, PersonalLink, User
from coop.journal.workflows import record

admin.site.site_header = "Administration de Coop"
admin.site.site_title = "Administration de Coop"
admin.site.index_title = "Comptes, mandats, organisations et référentiels"
# Signing in goes through the common page: rate limits and double authentication hold for administrators first.
admin.site.login = secure_admin_login(admin.site.login)
# Rights come from mandates; groups would be a second way round them.
admin.site.unregister(Group)
# What the libraries keep for themselves: the address is that of the account, the brand is a setting.
for model in (EmailAddress, Authenticator, UserSession, DsfrConfig):
    admin.site.unregister(model)


class JournaledAdmin(KeptAdmin):
    """Keeps in the journal what the administrator changes by hand."""

    verb = ""

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        fields = ", ".join(str(form.fields[name].label) for name in form.changed_data)
        act = "modifié" if change else "créé"
        summary = f"{self.opts.verbose_name.capitalize()} {act} dans l’administration\u00a0: {obj}."
        record(f"{self.verb}.admin", summary[:500], actor=request.user.actor, obj=obj, comment=fields)


@admin.register(User)
class UserAdmin(JournaledAdmin):
    """An account is opened by invitation; here it is closed (« actif »), or given the administration."""

    verb = "compte"
    list_display = ["email", "contact", "is_active", "is_superuser", "derniere_visite"]
    list_filter = ["is_active", "is_superuser", "is_staff"]
    list_select_related = ["contact"]
    search_fields = ["email", "contact__fonction", "contact__nom"]
    fields = [
        "email",
        "contact",
        "is_active",
        "is_staff",
        "is_superuser",
        "date_joined",
        "derniere_visite",
        "last_login",
    ]
    readonly_fields = ["email", "contact", "date_joined", "derniere_visite", "last_login"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Mandate)
class MandateAdmin(JournaledAdmin):
    """A mandate ends by its date, it is not deleted: what was done under it stays readable."""

    verb = "mandat"
    list_display = ["contact", "role", "departement", "organisation", "debut", "fin"]
    list_filter = ["role", "departement"]
    list_select_related = ["contact", "departement", "organisation"]
    search_fields = ["contact__fonction", "contact__nom", "contact__email", "organisation__nom"]
    autocomplete_fields = ["contact", "organisation"]
    date_hierarchy = "debut"


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["contact", "cree_le", "expire_le", "acceptee_le"]
    list_filter = ["acceptee_le"]
    list_select_related = ["contact"]
    search_fields = ["contact__fonction", "contact__nom", "contact__email"]
    exclude = ["token_hash"]


@admin.register(PersonalLink)
class PersonalLinkAdmin(ReadOnlyAdmin):
    list_display = ["contact", "usage", "object_id", "cree_le", "expire_le", "premier_usage_le", "revoque_le"]
    list_filter = ["usage", "revoque_le"]
    list_select_related = ["contact"]
    search_fields = ["contact__fonction", "contact__nom", "contact__email"]
    exclude = ["token_hash"]
    actions = ["retirer"]

    @admin.action(description="Retirer les liens choisis", permissions=["view"])
    def retirer(self, request: HttpRequest, queryset) -> None:
        """Revoke the chosen links: they are no longer renewed."""
        for link in queryset:
            liens.revoke(link, actor=request.user.actor, comment="Retiré dans l’administration.")
        self.message_user(request, f"Liens retirés\u00a0: {queryset.count()}.")


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Who has lost a telephone has its application withdrawn here; its key is shown to nobody (it makes the codes)."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    exclude = ["data"]
    actions = ["retirer"]

    @admin.action(description="Retirer la double authentification des comptes choisis", permissions=["view"])
    def retirer(self, request: HttpRequest, queryset) -> None:
        """Application and recovery codes go together: what is left of one would still ask for it."""
        users = User.objects.filter(pk__in=queryset.values("user")).select_related("contact")
        for user in users:
            Authenticator.objects.filter(user=user).delete()
            summary = f"Double authentification retirée dans l’administration\u00a0: {user}."
            record("compte.admin", summary[:500], actor=request.user.actor, obj=user)
        self.message_user(request, f"Comptes sans double authentification\u00a0: {len(users)}.")
