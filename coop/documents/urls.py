from django.urls import path

from coop.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.liste, name="liste"),
    path("<uuid:uid>/", views.detail, name="detail"),
    path("<uuid:uid>/etat/", views.etat, name="etat"),
    path("<uuid:uid>/telecharger/", views.telecharger, name="telecharger"),
    path("<uuid:uid>/redemander/", views.redemander, name="redemander"),
    path("pieces/<uuid:uid>/", views.piece, name="piece"),
]
