"""Which server is asked for pictures, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from rxfeed.domain.errors import Misconfigured
from rxfeed.domain.ports_engines import Size
from rxfeed.engines.openai_models import FAMILIES, FOREIGN, Model, Price, model_named
from rxfeed.engines.openai_servers import SERVERS, Server

OPENAI_URL = "https://api.openai.com/v1"
PRICED = tuple(item.name for item in fields(Price))
MODERATION_MODEL = "omni-moderation-latest"


@dataclass(frozen=True, slots=True)
class OpenAIConfig:
    """Everything about one server that speaks the OpenAI Images API. Never shown as a whole: it holds the key."""

    key: str = field(repr=False)
    """Empty for a server that asks for none."""
    model: str = "gpt-image-2"
    base_url: str = OPENAI_URL
    kind: str = "openai"
    """A name in `openai_servers.SERVERS`."""
    moderation_model: str = MODERATION_MODEL
    """Empty turns both checks off."""
    text_model: str = ""
    """Empty where there is none: then there is no text engine."""
    prices: Mapping[str, int] = field(default_factory=dict)
    """Micro-dollars by the names in `Price`, in place of what is known of the model."""
    parameters: frozenset[str] | None = None
    """Names the server understands, in place of those known of its kind."""
    sizes: Mapping[str, Size] | None = None
    """By shape, in place of those known of the kind."""
    transparency: bool | None = None
    """In place of what is known of the model."""
    streaming: bool = True
    """Ask for forming pictures where the kind of server can send them."""
    partials: int = 2
    """Forming pictures asked for, 0 to 3; each is paid for."""
    timeout: float = 180.0
    """Seconds of silence after which a call counts as lost."""
    deadline: float = 600.0
    """Seconds that a whole call may take."""
    retention: bool = False
    """Whether the server may keep our texts (`store`). Pictures have no such switch."""

    def __post_init__(self) -> None:
        unknown = sorted(self.prices.keys() - PRICED)
        if unknown:
            raise Misconfigured("RXFEED_OPENAI_PRICES names {name}; it may name {names}.", name=unknown[0], names=", ".join(PRICED))
        if not self.model:
            raise Misconfigured("RXFEED_OPENAI_MODEL is empty; it has to name an image model.")

    @property
    def server(self) -> Server:
        return SERVERS[self.kind]

    @property
    def facts(self) -> Model:
        """A foreign server's models are its own, whatever they are called; what OpenAI has new is priced like its last."""
        if self.kind != "openai":
            return FOREIGN
        found = model_named(self.model)
        return FAMILIES["gpt-image-2"] if found is FOREIGN and self.base_url == OPENAI_URL else found

    @property
    def price(self) -> Price:
        return replace(self.facts.price, **self.prices)

    @property
    def seed(self) -> str:
        """As in `Server.seed`; a parameter list that names it settles the matter."""
        return "parameter" if self.parameters is not None and "seed" in self.parameters else self.server.seed

    @property
    def streams(self) -> bool:
        return self.streaming and self.partials > 0 and {"stream", "partial_images"} <= self.allowed(edit=False)

    def allowed(self, *, edit: bool) -> frozenset[str]:
        """The parameters that may be sent."""
        known = self.server.edit if edit else self.server.generate
        return known if self.parameters is None else self.parameters
