"""Every table, so that the metadata is whole wherever one of them is imported."""

from rxfeed.domain.tables.accounts import Account, ServerFact, Session, Tally
from rxfeed.domain.tables.circle import Block, Follow, FollowRequest, Mute
from rxfeed.domain.tables.collections import Collection, CollectionMember, CollectionPost
from rxfeed.domain.tables.credentials import Credential, Fingerprint, Unsigned
from rxfeed.domain.tables.gallery import Consent, Post, PostPicture, PostTag
from rxfeed.domain.tables.lineage import Edge, Node
from rxfeed.domain.tables.lists import FollowedTag, Inbox, LargeAuthor, Trend, TrendRun
from rxfeed.domain.tables.marks import Like, Repost, Save
from rxfeed.domain.tables.mutes import MutedTag, MutedWord
from rxfeed.domain.tables.notices import Notice, NoticeBy, NoticeChoice
from rxfeed.domain.tables.numbers import Looked, PostDay
from rxfeed.domain.tables.passkeys import Ceremony, Passkey, RecoveryCode, SecondFactor
from rxfeed.domain.tables.permission import Offer, RemixRequest
from rxfeed.domain.tables.preferences import Preference
from rxfeed.domain.tables.profiles import Dismissal, FormerHandle, Pin
from rxfeed.domain.tables.ranking import Opinion, Taste, Visit
from rxfeed.domain.tables.safety import Exhibit, Matter, Report, Ruling
from rxfeed.domain.tables.search import KeptOrder, SearchText, SearchWord, Unindexed
from rxfeed.domain.tables.similar import LookBucket, PostLook
from rxfeed.domain.tables.studio import Call, Generation, Picture, Reference, Source
from rxfeed.domain.tables.talk import Comment, CommentEdit

__all__ = [
    "Account", "Block", "Call", "Ceremony", "Collection", "CollectionMember", "CollectionPost", "Comment", "CommentEdit", "Consent", "Credential",
    "Dismissal", "Edge", "Exhibit", "Fingerprint", "Follow", "FollowRequest", "FollowedTag", "FormerHandle", "Generation", "Inbox", "KeptOrder",
    "LargeAuthor", "Like", "LookBucket", "Looked", "Matter", "Mute", "MutedTag", "MutedWord", "Node", "Notice", "NoticeBy", "NoticeChoice", "Offer",
    "Opinion", "Passkey", "Picture", "Pin", "Post", "PostDay", "PostLook", "PostPicture", "PostTag", "Preference", "RecoveryCode", "Reference",
    "RemixRequest", "Report", "Repost", "Ruling", "Save", "SearchText", "SearchWord", "SecondFactor", "ServerFact", "Session", "Source", "Tally", "Taste",
    "Trend", "TrendRun", "Unindexed", "Unsigned", "Visit",
]  # fmt: skip
