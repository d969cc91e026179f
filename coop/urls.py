"""The map of addresses. Apps are named by string; an address under a coopérative starts with its reference."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter


class ReferenceConverter:
    """`CA-78-01`: the reference of a coopérative in an address."""

    regex = r"CA-\d{2}-\d{2,3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "ca")

urlpatterns = [
    path("administration/", admin.site.urls),
    path("", include("coop.accounts.urls")),
    path("compte/", include("allauth.urls")),
    path("", include("coop.ui.urls")),
    path("documents/", include("coop.documents.urls")),
    path("annuaire/", include("cooperatives.urls_annuaire")),
    path("cooperatives/", include("cooperatives.urls")),
    path("cooperatives/<ca:ca_ref>/", include("diagnostics.urls")),
    path("cooperatives/<ca:ca_ref>/", include("conventions.urls")),
    path("cooperatives/<ca:ca_ref>/", include("evaluation.urls")),
    path("l/bilan/<int:object_id>/", include("evaluation.urls_liens")),
    path("l/questionnaire/<int:object_id>/", include("evaluation.urls_liens_questionnaire")),
    path("l/fiche/<int:object_id>/", include("conventions.urls_liens_fiche")),
    path("l/reunion/<int:object_id>/", include("cooperatives.urls_liens")),
    path("l/signer/<int:object_id>/", include("conventions.urls_liens")),
    path("l/avis/<int:object_id>/", include("diagnostics.urls_avis")),
    path("l/prioriser/<int:object_id>/", include("diagnostics.urls_votes")),
    path("modele-de-convention/", include("conventions.urls_gabarits")),
    path("signature/", include("conventions.urls_prestataire")),
    path("verifier/", include("conventions.urls_verification")),
    path("parole/<slug:adresse>/", include("diagnostics.urls_recueil")),
    path("", include("portail.urls")),
]

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()
