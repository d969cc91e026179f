from django.urls import path

from coop.accounts.views import invitations

app_name = "invitations"

urlpatterns = [path("<str:token>/", invitations.accepter, name="accepter")]
