"""Accounts: an address and a secret. What the person may do comes from the contact's mandates."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from coop import horloge
from coop.journal.actors import Actor
from coop.organisations.models import Contact


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. An administrator is a superuser; everybody else acts through `contact`."""

    email = models.EmailField("adresse électronique", unique=True)
    contact = models.OneToOneField(
        Contact, models.PROTECT, null=True, blank=True, related_name="user", verbose_name="contact"
    )
    is_staff = models.BooleanField("accède à l’administration", default=False)
    is_active = models.BooleanField("actif", default=True)
    date_joined = models.DateTimeField("ouvert le", default=horloge.now)
    derniere_visite = models.DateTimeField("dernière visite", null=True, editable=False)
    # The last visit of an earlier day: signing in again the same day does not hide what happened since.
    visite_precedente = models.DateTimeField("visite d’un jour précédent", null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "compte"
        ordering = ["email"]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return str(self.contact) if self.contact else self.email

    get_short_name = get_full_name

    @property
    def actor(self) -> Actor:
        """This person as the actor of a verb."""
        return Actor(
            label=self.contact.fonction if self.contact else self.email,
            user_id=self.pk,
            contact_id=self.contact_id,
            is_admin=self.is_superuser,
        )
