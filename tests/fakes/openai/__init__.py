"""A stand-in for OpenAI's servers, and in other places of its address for servers that only speak like them.

It refuses what the real ones refuse: every request is checked against the parameter types of the installed SDK and against the documented
rules that those types leave open. Errors have the real bodies, streams the real events in real sizes, answers the real usage figures.
Each picture request is written to a tally on disk, with fsync, before anything else happens to it.

In process:     httpx2.ASGITransport(app=fake_app())        (that transport gathers whole answers: no use for streams)
On its own:     python -m tests.fakes.openai --port 3920 --tally /tmp/tally.jsonl

Places: `/v1` is OpenAI; `/localai/v1`, `/sdcpp/v1`, `/vllm/v1`, `/sglang/v1` are the others.
Keys: any `sk-…` works but `sk-wrong` (401), `sk-poor` (out of money), `sk-unverified` (403), `sk-limited` (429, retry after 7 s).
Faults: words such as `fault:stall` in a prompt; the list is in `faults.py`.
"""
