"""Every sentence of the OpenAI engines, in English; the catalogues hold the other languages."""

from __future__ import annotations

from collections.abc import Mapping


def mark(sentence: str) -> str:
    """The sentence itself. `python -m rxfeed.ui.words` looks for calls of this name when it gathers what has to be translated."""
    return sentence


KEY_MISSING = mark("This site has no key for the picture server. An admin has to enter one.")
KEY_REFUSED = mark("The picture server refuses this site's key. An admin has to enter one that works.")
NO_PERMISSION = mark("The picture server does not let this site's key make pictures. An admin has to allow it there.")
MODEL_UNKNOWN = mark("The picture server has no model called {model}. An admin has to choose another.")
ROUTE_UNKNOWN = mark("The picture server does not know this kind of request. An admin has to check its address.")
NO_MONEY = mark("This site's account at the picture server is out of money. An admin has to top it up.")
TOO_MANY = mark("The picture server gets too many requests at the moment. Try again a little later.")
BUSY = mark("The picture server is overloaded at the moment. Try again a little later.")
SERVER_ERROR = mark("The picture server made an error of its own. Try again.")
NOT_ALLOWED = mark("The safety rules of the picture server refuse this. Change the prompt or the reference pictures, then try again.")
RESULT_NOT_ALLOWED = mark("The safety rules of the picture server refuse the picture that came of this. Change the prompt, then try again.")
PROMPT_REFUSED = mark("The picture server does not take this prompt. Make it shorter or say it differently.")
REFERENCE_REFUSED = mark("The picture server does not take a reference picture or the mask. Use another.")
SETTING_REFUSED = mark("The picture server does not take the setting {setting}. An admin has to check which settings it knows.")
REQUEST_REFUSED = mark("The picture server does not take this request. An admin has to check the engine's settings.")
REDIRECTED = mark("The picture server's address leads elsewhere. An admin has to enter the address it leads to.")
UNREACHABLE = mark("The picture server can't be reached. Try again later, and tell an admin if it stays like this.")
LOST = mark("The connection to the picture server broke before the picture was there. Try again.")
SILENT = mark("The picture server has not answered for too long, so the call was given up. Try again later.")
GARBAGE = mark("The picture server answered with something that makes no sense. Tell an admin.")
HALF = mark("The picture server stopped before the picture was finished. Try again.")
NOT_A_PICTURE = mark("What the picture server sent is not a picture that can be shown. Tell an admin.")
WRONG_SIZE = mark("The picture server sent {got} pixels in place of {wanted}. An admin has to check which sizes it can draw.")
UNSAFE_ADDRESS = mark("The picture server says that the picture lies at an address this site does not go to. Tell an admin.")
NO_WORDS = mark("The text server had nothing to say to this. Try again, or write it yourself.")

PROMPT_SENTENCES: Mapping[str, str] = {
    "sexual/minors": mark("The safety check refuses this prompt: it reads as sexual content with minors."),
    "sexual": mark("The safety check refuses this prompt: it reads as sexual content. Change the prompt and try again."),
    "self-harm": mark("The safety check refuses this prompt: it reads as self-harm. Change the prompt and try again."),
    "violence": mark("The safety check refuses this prompt: it reads as violence. Change the prompt and try again."),
    "hate": mark("The safety check refuses this prompt: it reads as hate. Change the prompt and try again."),
    "harassment": mark("The safety check refuses this prompt: it reads as harassment. Change the prompt and try again."),
    "illicit": mark("The safety check refuses this prompt: it reads as a help to do something forbidden. Change the prompt and try again."),
}
PROMPT_SENTENCE = mark("The safety check refuses this prompt. Change it and try again.")
PICTURE_SENTENCE = mark("The safety check refuses the picture that came of this prompt. Change the prompt and try again.")
