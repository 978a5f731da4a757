"""Every sentence that is read goes through here: English in the code, other languages from the catalogues.

    say("Publish")                                      say("{count} left today", count=State.left)
    say_n("{count} picture", "{count} pictures", State.ready)      told(State.problem)

They return vars that the browser fills in the reader's language (`assets/words.js`), so that switching needs no rebuild and no server.
Where the server itself must speak, `translate` does. `python -m rxfeed.ui.words` gathers the sentences into the catalogues and compiles them.
"""

from rxfeed.ui.words.catalogue import LANGUAGES, translate
from rxfeed.ui.words.problems import NO_PROBLEM, Problem, problem, told
from rxfeed.ui.words.sentences import ago, day, language, mark, moment, money, number, said, say, say_n, speak

__all__ = [
    "LANGUAGES", "NO_PROBLEM", "Problem", "ago", "day", "language", "mark", "moment", "money", "number", "problem", "said", "say", "say_n", "speak",
    "told", "translate",
]
