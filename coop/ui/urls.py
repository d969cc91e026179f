"""What the interface serves by itself: the map's background."""

from django.urls import path

from coop.ui import views

app_name = "ui"
urlpatterns = [path("carte/communes.svg", views.carte_fond, name="carte_fond")]
