"""The app, assembled: every page by name, the HTTP routes around them, and what runs while the server does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from reflex.utils.exec import is_prod_mode
from starlette.types import ASGIApp

from rxfeed.jobs.working import house_at_work
from rxfeed.settings import Settings
from rxfeed.ui import missing, shell
from rxfeed.ui.account import (
    appearance_page,
    defaults_page,
    engine_page,
    hidden_page,
    passkey_page,
    settings_page,
    sign_in_page,
    sign_in_settings,
    sign_up_page,
)
from rxfeed.ui.account.defaults_state import PostDefaults
from rxfeed.ui.account.engine_state import EnginePage
from rxfeed.ui.account.entering import Entering
from rxfeed.ui.account.hidden_state import HiddenSettings
from rxfeed.ui.account.passkeys_state import PasskeySettings
from rxfeed.ui.account.rated_state import RatedPictures
from rxfeed.ui.account.settings_state import SettingsPage
from rxfeed.ui.account.sign_in_state import SignInSettings
from rxfeed.ui.collections import list_page as collections
from rxfeed.ui.collections import page as collection
from rxfeed.ui.collections import saved_page as saved
from rxfeed.ui.collections.list_state import CollectionsPage
from rxfeed.ui.collections.live import telling_changes
from rxfeed.ui.collections.state import CollectionPage
from rxfeed.ui.components.title import UNTIL_KNOWN
from rxfeed.ui.composer import page as composer
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.explore import page as explore
from rxfeed.ui.explore.state import ExplorePage
from rxfeed.ui.feed import page as feed
from rxfeed.ui.first_paint import drawings
from rxfeed.ui.fitting import Fitting
from rxfeed.ui.here import Here
from rxfeed.ui.library import page as library
from rxfeed.ui.library.state import LibraryPage
from rxfeed.ui.lineage import page as lineage
from rxfeed.ui.lineage.state import LineagePage
from rxfeed.ui.live import broadcast, telling_answers
from rxfeed.ui.looking import looking_again
from rxfeed.ui.moderation import log_page as moderation_log
from rxfeed.ui.moderation import page as moderation
from rxfeed.ui.moderation.log_state import ModerationLog
from rxfeed.ui.moderation.state import ModerationPage
from rxfeed.ui.notices import page as notices
from rxfeed.ui.notices import settings_page as notice_settings
from rxfeed.ui.notices.live import telling_of_notices
from rxfeed.ui.notices.settings_state import NoticeSettings
from rxfeed.ui.notices.state import NoticesPage
from rxfeed.ui.numbers import page as numbers
from rxfeed.ui.numbers.state import Numbers
from rxfeed.ui.on_demand import keeper
from rxfeed.ui.permission.state import Remixing
from rxfeed.ui.post import page as post
from rxfeed.ui.post import people_page as post_people
from rxfeed.ui.post.state import PostPage
from rxfeed.ui.profile import page as profile
from rxfeed.ui.profile import people_page as people
from rxfeed.ui.profile.collections_tab import TheirCollections
from rxfeed.ui.profile.live import telling_counts
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.profile.suggested import Suggestions
from rxfeed.ui.remix import page as remix
from rxfeed.ui.remix.state import Remix
from rxfeed.ui.safety.live import telling_of_hiding, telling_of_reports, telling_of_suspensions
from rxfeed.ui.sending_away import sending_away
from rxfeed.ui.tags import page as tag
from rxfeed.ui.tags.state import FollowedTags, TagPage
from rxfeed.ui.talk.live import telling_talk
from rxfeed.ui.talk.state import Talk
from rxfeed.ui.tastes import page as tastes
from rxfeed.ui.tastes import shared_page as shared_taste
from rxfeed.ui.tastes.state import SharedTaste, TastesPage
from rxfeed.ui.verify import page as verify
from rxfeed.ui.verify.state import VerifyPage
from rxfeed.web.edge import edge


def around(reflex: ASGIApp) -> ASGIApp:
    """Our routes and rules around Reflex's own."""
    return edge(reflex, lambda path: app.router(path) not in {None, "404", "index"}, Settings.read(), drawings)


@asynccontextmanager
async def life() -> AsyncIterator[None]:
    """The House is open while the server runs, and its work is done here unless `python -m rxfeed worker` does it elsewhere."""
    settings = Settings.read()
    await asyncio.to_thread(drawings.prepare)
    async with house_at_work(settings, jobs=settings.jobs):
        yield


app = rx.App(
    toaster=None,
    app_wraps={},
    html_lang="en",
    api_transformer=around,
    stylesheets=shell.STYLESHEETS,
    head_components=shell.head() if is_prod_mode() else [*shell.head(), rx.el.script(src="/session/cookie.js")],
    hydrate_fallback=shell.waiting,
)
app._state_manager = keeper()  # noqa: SLF001 -- Reflex only chooses among its own
app.add_middleware(Fitting())
app.register_lifespan_task(life)
app.register_lifespan_task(broadcast)
app.register_lifespan_task(telling_answers)
app.register_lifespan_task(looking_again)
app.register_lifespan_task(telling_counts)
app.register_lifespan_task(telling_talk)
app.register_lifespan_task(telling_changes)
app.register_lifespan_task(sending_away)
app.register_lifespan_task(telling_of_notices)
app.register_lifespan_task(telling_of_reports)
app.register_lifespan_task(telling_of_hiding)
app.register_lifespan_task(telling_of_suspensions)
app.add_page(feed.page, route="/", title="rxfeed", on_load=[Here.arrive, Suggestions.arrive])
app.add_page(feed.following_page, route="/following", title="Following · rxfeed", on_load=[Here.arrive, Suggestions.arrive])
app.add_page(feed.trending_page, route="/trending", title="Trending · rxfeed", on_load=[Here.arrive, Suggestions.arrive])
app.add_page(feed.latest_page, route="/latest", title="Latest · rxfeed", on_load=[Here.arrive, Suggestions.arrive])
app.add_page(explore.page, route="/explore", title="Explore · rxfeed", on_load=[Here.arrive, ExplorePage.arrive])
app.add_page(composer.page, route="/create", title="Create · rxfeed", on_load=[Here.arrive, Composer.arrive])
app.add_page(post.page, route="/p/[id]", title=UNTIL_KNOWN, on_load=[Here.arrive, PostPage.arrive, Remixing.arrive, Talk.arrive])
app.add_page(remix.page, route="/p/[id]/remix", title="Remix · rxfeed", on_load=[Here.arrive, Remix.arrive_at])
app.add_page(lineage.page, route="/p/[id]/lineage", title="Lineage · rxfeed", on_load=[Here.arrive, LineagePage.arrive])
app.add_page(post_people.likes_page, route="/p/[id]/likes", title="Likes · rxfeed", on_load=Here.arrive)
app.add_page(post_people.reposts_page, route="/p/[id]/reposts", title="Reposts · rxfeed", on_load=Here.arrive)
app.add_page(profile.page, route="/u/[handle]", title=UNTIL_KNOWN, on_load=[Here.arrive, ProfilePage.arrive])
app.add_page(
    profile.collections_page, route="/u/[handle]/collections", title=UNTIL_KNOWN, on_load=[Here.arrive, ProfilePage.arrive, TheirCollections.arrive]
)
app.add_page(profile.reposts_page, route="/u/[handle]/reposts", title=UNTIL_KNOWN, on_load=[Here.arrive, ProfilePage.arrive])
app.add_page(profile.likes_page, route="/u/[handle]/likes", title=UNTIL_KNOWN, on_load=[Here.arrive, ProfilePage.arrive])
app.add_page(people.followers_page, route="/u/[handle]/followers", title=UNTIL_KNOWN, on_load=[Here.arrive, ProfilePage.arrive])
app.add_page(people.requests_page, route="/u/[handle]/requests", title=UNTIL_KNOWN, on_load=[Here.arrive, ProfilePage.arrive])
app.add_page(people.following_page, route="/u/[handle]/following", title=UNTIL_KNOWN, on_load=[Here.arrive, ProfilePage.arrive, Suggestions.arrive])
app.add_page(tag.page, route="/t/[tag]", title=UNTIL_KNOWN, on_load=[Here.arrive, TagPage.arrive])
app.add_page(library.page, route="/library", title="Library · rxfeed", on_load=[Here.arrive, LibraryPage.arrive])
app.add_page(numbers.page, route="/library/numbers", title="Numbers · rxfeed", on_load=[Here.arrive, Numbers.arrive])
app.add_page(notices.page, route="/notifications", title="Notifications · rxfeed", on_load=[Here.arrive, NoticesPage.arrive])
app.add_page(collections.page, route="/collections", title="Collections · rxfeed", on_load=[Here.arrive, CollectionsPage.arrive])
app.add_page(saved.page, route="/collections/saved", title="Saved · rxfeed", on_load=Here.arrive)
app.add_page(collection.page, route="/c/[id]", title=UNTIL_KNOWN, on_load=[Here.arrive, CollectionPage.arrive])
app.add_page(sign_in_page.page, route="/sign-in", title="Sign in · rxfeed", on_load=[Here.arrive, Entering.arrive])
app.add_page(passkey_page.page, route="/sign-in/passkey", title="Sign in · rxfeed", on_load=[Here.arrive, Entering.arrive])
app.add_page(sign_up_page.page, route="/sign-up", title="Sign up · rxfeed", on_load=[Here.arrive, Entering.arrive])
app.add_page(settings_page.page, route="/settings", title="Settings · rxfeed", on_load=[Here.arrive, SettingsPage.arrive])
app.add_page(
    sign_in_settings.page, route="/settings/sign-in", title="Sign-in · rxfeed", on_load=[Here.arrive, SignInSettings.arrive, PasskeySettings.arrive]
)
app.add_page(defaults_page.page, route="/settings/posts", title="New posts · rxfeed", on_load=[Here.arrive, PostDefaults.arrive])
app.add_page(notice_settings.page, route="/settings/notices", title="Notifications · rxfeed", on_load=[Here.arrive, NoticeSettings.arrive])
app.add_page(hidden_page.page, route="/settings/hidden", title="Muted and blocked · rxfeed", on_load=[Here.arrive, HiddenSettings.arrive, FollowedTags.arrive])
app.add_page(appearance_page.page, route="/settings/appearance", title="Appearance · rxfeed", on_load=[Here.arrive, RatedPictures.arrive])
app.add_page(verify.page, route="/verify", title="Verify · rxfeed", on_load=[Here.arrive, VerifyPage.arrive])
app.add_page(tastes.page, route="/settings/feed", title="Feed recipe · rxfeed", on_load=[Here.arrive, TastesPage.arrive])
app.add_page(shared_taste.page, route="/recipe/[id]", title="Feed recipe · rxfeed", on_load=[Here.arrive, SharedTaste.arrive])
app.add_page(moderation.page, route="/moderation", title="Moderation · rxfeed", on_load=[Here.arrive, ModerationPage.arrive])
app.add_page(moderation_log.page, route="/moderation/log", title="Moderation · rxfeed", on_load=[Here.arrive, ModerationLog.arrive])
app.add_page(engine_page.page, route="/settings/engine", title="Image engine · rxfeed", on_load=[Here.arrive, EnginePage.arrive])
app.add_page(missing.page, route="404", title="Nothing here · rxfeed", on_load=Here.arrive)
