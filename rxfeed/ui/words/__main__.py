"""`python -m rxfeed.ui.words`: gathers the sentences into the catalogues and compiles them."""

from rxfeed.ui.words.gather import refresh

refresh()
