"""Components as HTML, drawn by the server for what one sees before any script has run.

A component's one definition is its Python. Reflex writes JavaScript from it, calls of `jsx` around expressions of a few kinds; here the same text is read once
and becomes Python functions, so what the server draws follows every change of the component by itself. What can't be read raises `Unreadable` when the
server starts and in the tests, never while somebody waits for a page.
"""
