"""The shapes of what is asked and answered here, as the OpenAPI description tells them."""

from __future__ import annotations

from ninja import Field, Schema

_PLAIN = r"^[^\x00-\x1f\x7f]*$"  # one line, and nothing that no database keeps


class OpenIn(Schema):
    """Who takes a code up. The question is signed with the key that is named here: from then on the line is of that key."""

    secret: str = Field(max_length=64, description="the secret of the coupling code")
    key: str = Field(pattern=r"^[A-Za-z0-9+/]{43}=$", description="the client's Ed25519 public key, in base64")
    name: str = Field(min_length=1, max_length=200, pattern=_PLAIN, description="how the client is called")
    email: str = Field("", max_length=254, pattern=_PLAIN)
    kvk: str = Field("", pattern=r"^([0-9]{8})?$", description="eight digits")


class OpenOut(Schema):
    """Who the desk is."""

    name: str
    registration: str = Field(description="its number in the register of art. 4 Wki")
    email: str
    phone: str
    kvk: str


class TakenOut(Schema):
    """Up to which message of the client everything came in."""

    taken: int = Field(ge=0)


class MessageOut(Schema):
    """One message of the desk."""

    seq: int = Field(ge=1)
    message: str = Field(description="the bytes that were signed, in base64: JSON of akkoord-partner, version 1")
    signature: str = Field(description="Ed25519 over those bytes, in base64")
    attachment: bool = Field(description="whether a file goes along, to be asked for by its own address")


class PageOut(Schema):
    """What the desk said after a message: the first so many."""

    messages: list[MessageOut]
    more: bool = Field(description="whether there are more after these")
    closed: bool = Field(description="whether the desk closed the line")


class ProblemOut(Schema):
    """Why not (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
