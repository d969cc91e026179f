"""The call of an outside service of signature: a machine speaks, its origin is proved by the service's own class."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from conventions import prestataires
from conventions.models import DemandeSignature
from conventions.workflows import signature_electronique as verbs
from coop.accounts.policies import public
from coop.journal.actors import Actor


@public
@csrf_exempt
@require_POST
def retour(request: HttpRequest, code: str) -> JsonResponse:
    """200 once recorded (the same call twice changes nothing), 400 unproved, 404 unknown, 409 when nothing is expected."""
    try:
        service = prestataires.get(code)
        reponse = service.read(request)
        verbs.receive(code, reponse, actor=Actor(label=f"Service de signature {code}"))
    except prestataires.NotAuthentic:
        return JsonResponse({"erreur": "L’origine de cet appel n’est pas prouvée."}, status=400)
    except (LookupError, DemandeSignature.DoesNotExist) as unknown:
        raise Http404 from unknown
    except ValidationError as error:
        return JsonResponse({"erreur": " ".join(error.messages)}, status=409)
    return JsonResponse({"etat": "enregistré"})
