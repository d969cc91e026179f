"""Pages for the tests of the browser harness: a good one and one for each thing it must catch."""

from threading import Event

from django.conf import settings
from django.http import HttpResponse
from django.urls import path

from coop import horloge
from coop.accounts.policies import public

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page</title>
<link rel="icon" href="data:,"></head><body><main><h1>Bonjour</h1>%s</main></body></html>"""


def page(body: str):
    @public
    def view(request):
        return HttpResponse(PAGE % body)

    return view


@public
def day(request):
    return HttpResponse(PAGE % f'<p id="jour">{horloge.today().isoformat()}</p><p>{settings.COOP_DEMO}</p>')


arrivee, suite = Event(), Event()


@public
def slow(request):
    """Answers once the test says so."""
    arrivee.set()
    suite.wait(30)
    return HttpResponse(PAGE % "")


urlpatterns = [
    path("bien/", page('<p><a href="/jour/">Voir le jour</a></p>')),
    path("jour/", day),
    path("image/", page('<img src="data:,">')),
    path("style/", page('<p style="color:red">Rouge</p>')),
    path("lent/", slow),
    path("ailleurs/", page('<p>Ailleurs</p><img alt="" src="http://192.0.2.1/x.png">')),
]
