"""Reading the account of a request: with the person it belongs to, which every page names."""

from allauth.account.auth_backends import AuthenticationBackend

from coop.accounts.models import User


class Comptes(AuthenticationBackend):
    """Sign-in is allauth's; the account comes with its contact in one statement."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("contact").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
