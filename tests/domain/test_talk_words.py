"""What a comment may say, and the clean HTML it becomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain.errors import Invalid
from rxfeed.domain.talk_words import TAGS, mentioned, rendered, taken

ALLOWED = {f"<{tag}>" for tag in TAGS} | {f"</{tag}>" for tag in TAGS}


def test_a_subset_of_markdown() -> None:
    text = "*one* **two** `a_b`\n> quoted\n\n- a\n- b\n\n```py\n<b>\n```"
    assert rendered(text, []) == (
        "<p><em>one</em> <strong>two</strong> <code>a_b</code></p>\n<blockquote>\n<p>quoted</p>\n</blockquote>\n"
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<pre><code>&lt;b&gt;\n</code></pre>"
    )
    assert rendered("one\ntwo", []) == "<p>one<br>\ntwo</p>"
    assert rendered("# no title ![no picture](https://a.example/b.png)", []).count("<") == rendered("no", []).count("<") + 2, "a paragraph and a link"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "[a](//evil.example)", "[a](/session/out)",
        "<b onclick=alert(1)>b</b>", "[a](https://me@evil.example)", "![a](data:text/html,b)",
    ],
)  # fmt: skip
def test_no_html_and_no_other_way_out(text: str) -> None:
    html = rendered(text, [])
    assert html.startswith("<p>")
    assert html.count("<") == 2, "the paragraph alone"


def test_addresses_become_links_that_vouch_for_nobody() -> None:
    rel = 'rel="nofollow ugc noopener"'
    assert rendered("see https://a.example/x.", []) == f'<p>see <a href="https://a.example/x" {rel}>https://a.example/x</a>.</p>'
    assert rendered("[here](https://a.example/?a=1&b=2)", []) == f'<p><a href="https://a.example/?a=1&amp;b=2" {rel}>here</a></p>'


def test_people_who_are_there_become_links() -> None:
    assert '<a href="/u/mara"' in rendered("@Mara and @nobody", ["mara"])
    assert rendered("@Mara and @nobody", ["mara"]).count("<a ") == 1
    assert mentioned("@Mara, @mara and `@code` [@link](https://a.example) m@mail") == ["mara"]


def test_too_many_mentions() -> None:
    assert len(mentioned(" ".join(f"@person{number}" for number in range(10)))) == 10
    with pytest.raises(Invalid, match="at most 10 people; this one mentions 500"):
        mentioned(" ".join(f"@person{number}" for number in range(500)))


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200d\ufeff", "\u2800\u3164", "\u0301", "\x00"])
def test_what_nobody_sees_is_empty(text: str) -> None:
    with pytest.raises(Invalid, match="Write something first"):
        taken(text)


def test_how_much_is_taken() -> None:
    assert taken("\u202e ok 👩‍🎨\r\n") == "ok 👩‍🎨"
    assert len(taken("x" * 2_000 + " ")) == 2_000
    for length in (2_001, 50_000):
        with pytest.raises(Invalid, match=f"this one has {length}"):
            taken("x" * length)
    assert taken("a\n\n" * 100).count("a") == 100
    with pytest.raises(Invalid, match="at most 100 lines; this one has 666"):
        taken("a\n\n" * 666)


@given(st.text(st.sampled_from("<>&\"'`*_[]()!@/:.-#1 \nahttpsj"), max_size=200))
def test_whatever_is_written_only_these_elements_come_out(text: str) -> None:
    html = rendered(text, ["aaa"])
    for piece in html.split("<")[1:]:
        tag = f"<{piece.split('>')[0]}>"
        assert tag in ALLOWED or tag.startswith(('<a href="http', '<a href="/u/aaa"', "<a rel=", "<ol start=")), html
