from datetime import UTC, datetime
from decimal import Decimal

import pytest

from coop.documents import kinds
from tests.documents import essai

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def built(**changes) -> kinds.Built:
    values = {
        "template": "essai.html",
        "context": {},
        "content": {"a": 1},
        "title": "T",
        "filename": "t.pdf",
        "created": NOON,
        "template_version": "1",
    }
    return kinds.Built(**{**values, **changes})


def test_unknown_kind_is_said():
    with pytest.raises(kinds.UnknownKind):
        kinds.get("inconnue")
    with pytest.raises(kinds.UnknownKind):
        kinds.get_piece_kind("inconnue")


def test_register_refuses_a_code_taken_by_another_kind():
    kinds.register(essai.PRIVATE)  # the same again is nothing
    with pytest.raises(ValueError, match="already registered"):
        kinds.register(kinds.DocumentKind("essai", "Autre", essai.build, essai.may_read))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"created": datetime(2028, 1, 1, tzinfo=UTC)}, True),
        ({"title": "Autre titre"}, True),
        ({"content": {"a": 2}}, False),
        ({"draft": False}, False),
        ({"template_version": "2"}, False),
    ],
)
def test_content_hash_follows_what_is_printed_and_not_the_day(change, same):
    assert (built().content_hash() == built(**change).content_hash()) is same


def test_content_hash_ignores_the_order_of_keys_and_tells_decimals_apart():
    one = built(content={"a": Decimal("1.0"), "b": NOON})
    assert one.content_hash() == built(content={"b": NOON, "a": Decimal("1.0")}).content_hash()
    assert one.content_hash() != built(content={"a": Decimal("1.00"), "b": NOON}).content_hash()


def test_content_hash_refuses_what_has_no_canonical_writing():
    with pytest.raises(TypeError, match="object"):
        built(content={"a": object()}).content_hash()
