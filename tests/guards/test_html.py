"""The page check refuses what the strict policy refuses and what shows an unfinished template."""

import pytest

from tests.guards.html import faults_of

GOOD = """<!doctype html><html lang="fr"><head><script src="/a.js"></script>
<script type="application/json" id="d">{"a": "{{"}</script></head>
<body><form method="get"></form><form method="post" action="/x"><input name="csrfmiddlewaretoken"></form></body></html>"""


def test_good_page_has_no_fault():
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<a onclick="x()">a</a>', "inline handler onclick on <a>"),
        ("<script>x()</script>", "inline <script>"),
        ("<style>a{}</style>", "inline <style>"),
        ('<p style="color:red">a</p>', "style attribute on <p>"),
        ('<a href="javascript:x()">a</a>', "javascript: address in href of <a>"),
        ("<p>{{ nom }}</p>", "unrendered « {{ » in « {{ nom }} »"),
        ('<p title="{% x %}">a</p>', "unrendered « {% » in « {% x %} »"),
        ('<form method="POST" action="/x"></form>', "POST form without CSRF token (action « /x »)"),
    ],
)
def test_fault_is_named(html, fault):
    assert faults_of(html) == [fault]
