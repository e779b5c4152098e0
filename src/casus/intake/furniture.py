"""The words of the page that are not the words of the report, as patterns: one place for an analyst to add to.

All patterns are bounded and without nested repetition, so that a line of a million brackets costs milliseconds.
"""

import re
from collections.abc import Mapping, Sequence

LONGEST = 300
"""A longer line, in characters, is never furniture as a whole."""

NAMES: Mapping[str, tuple[str, str]] = {
    "advertising": ("advertising placeholder", "advertising placeholders"),
    "cookies": ("cookie notice", "cookie notices"),
    "read_also": ("'read also' line", "'read also' lines"),
    "invitation": ("invitation to subscribe, follow or comment", "invitations to subscribe, follow or comment"),
    "page": ("line of page navigation", "lines of page navigation"),
    "credit": ("picture credit", "picture credits"),
    "copyright": ("copyright line", "copyright lines"),
    "reporting": ("reporting credit", "reporting credits"),
    "share_bar": ("share bar", "share bars"),
}
"""What a note calls one and several of each kind."""

_AGENCIES = (
    r"(?:AP|AFP|Reuters|Getty(?: Images)?|EPA(?:-EFE)?|EFE|Anadolu(?: Agency| Images)?|Xinhua|TASS|Shutterstock"
    r"|Alamy|(?:The )?Associated Press|Agence France-Presse|Bloomberg|NurPhoto|SOPA Images|ZUMA|DPA|PA(?: Media)?"
    r"|UPI|IRNA|Sputnik|RIA Novosti|Rex(?: Features)?|Corbis)"
)
_NETWORKS = (
    r"(?:twitter|x|facebook|instagram|telegram|whatsapp|google news|linkedin|youtube|tiktok|threads|bluesky"
    r"|social media)"
)
_PICTURE = r"(?:file )?(?:photo(?:graph)?|image|picture|pic|video|screengrab|illustration|graphic|map)s?"
_NO_SENTENCE = r"(?:[^.!?()\[\]]|\b[A-Z]\.){1,70}"
_TEASER = (
    r"(?:also read|read also|see also|also see|also watch|watch also|read next|read now|up next|don['’]t miss"
    r"|more (?:on|from) (?:this|the)(?: \w{1,20}){0,3}|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|related(?: (?:articles?|stories|story|news|topics?|content|posts?|coverage|links?|reading))?"
    r"|recommended(?: (?:for you|stories|reading|articles?))?|must[- ]reads?|most (?:read|popular|viewed)"
    r"|trending(?: now)?|latest news|top stories|in case you missed it|editor['’]?s['’]? (?:picks?|choice))"
)

_WHOLE_LINES: Mapping[str, Sequence[str]] = {
    "advertising": (
        r"ad[_ -]?\d{1,3}|ads?|advert",
        r"adverti[sz]e?ments?(?: ?[-–—:] ?scroll to continue| continues? below)?",
        r"(?:story|article) continues? (?:below|after)(?: (?:this |the )?(?:ad|advert|adverti[sz]ement))?",
        r"scroll (?:down )?to continue(?: reading)?|report this ad|promoted(?: content)?",
        r"sponsored(?: content| links?| by .{1,40})?|content from our (?:partners|sponsors)",
        r"paid (?:content|post|for by .{1,60})",
        r"\(?(?:adsbygoogle\b|googletag\b|window\.).{0,240}",
    ),
    "cookies": (
        r"(?=.{0,250}\b(?:we use|our|this (?:web)?site|accept|consent|policy|settings|enable|manage)\b)"
        r".{0,200}\bcookies?\b.{0,200}",
    ),
    "read_also": (
        r"(?:read more|see more)(?:\s?[:|–—].{0,200}|\b.{0,160}(?<![.!?]))",
        _TEASER + r"(?:\s{0,3}[:|–—>»-].{0,220})?",
        r"(?:read|watch|listen|video|podcast)\s{0,3}[:|>»].{1,220}",
    ),
    "invitation": (
        r"(?:sign up|subscribe|log ?in|sign in|register (?:now|here|for free))"
        r"(?:\s(?:to|for|now|here|today|with|and|free)\b.{0,200})?[.!]?",
        r"(?:follow|like|find|join|contact|connect with) us\b.{0,180}",
        rf"follow .{{1,60}} on {_NETWORKS}\b.{{0,180}}",
        r"(?:click|tap) here\b.{0,220}",
        r"download (?:the|our)\b.{0,60}\bapp\b.{0,80}",
        r"(?:daily |weekly |morning |our )?newsletter(?:s| sign-?up)?",
        r"get (?:the|our|all|more)\b.{0,80}\b(?:newsletter|inbox|app|alerts?|notifications?)\b.{0,100}",
        r"support (?:our|independent|quality)\b.{0,30}\bjournalism\b.{0,100}",
        r"already a (?:subscriber|member)\b.{0,80}|become a (?:member|subscriber|supporter|patron)\b.{0,100}",
        r"donate(?: now| here| today)?|make a donation|(?:enter )?your e-?mail(?: address)?.{0,60}",
        r"thank you for (?:reading|signing up|subscribing)\b.{0,120}",
        r"(?:please )?(?:enable|disable|turn off|allow) (?:javascript|cookies|your ad ?blocker)\b.{0,80}",
        r"turn on notifications",
        r"(?:join|have your say in) the (?:debate|conversation)\b.{0,180}",
        r"do you have (?:a|an|any) (?:photo|story|tip|experience|question|information|news|opinion)\b.{0,260}",
        r"(?:have|got) a (?:news )?(?:tip|story)\b.{0,180}|leave a (?:comment|reply)\b.{0,80}",
        r"(?:view|add|post|show|hide|read)(?: all| a| your| the)? ?(?:\d{1,6} )?comments?|\d{1,6} comments?",
        r"comments?(?: \(\d{1,6}\)| are (?:closed|off|disabled).{0,60})?|what do you think\?.{0,80}",
    ),
    "page": (
        r"skip to (?:main )?(?:content|navigation)|back to (?:top|home)|continue reading|loading(?:\.\.\.|…)?",
        r"(?:show|view|load) (?:more|less|all)|(?:see|read|view) (?:the )?full (?:story|article)",
        r"menu|home|close|(?:next|previous)(?: article| story)?",
        r"\d{1,3} min(?:ute)?s?(?: read)?|\d{1,3} (?:hours?|minutes?|days?) ago",
        r"open (?:this|image|photo) .{0,60}|view image.{0,60}|(?:hide|toggle|expand) caption|text size.{0,20}",
        r"listen to (?:this )?(?:article|story).{0,40}",
        r"(?:tags?|topics?|filed under|posted in|keywords)\s{0,3}[:|].{0,220}",
        r"terms (?:of (?:use|service)|and conditions)|privacy policy.{0,40}|(?:https?://|www\.)\S{1,280}",
    ),
    "credit": (
        rf"(?:{_PICTURE}|credits?|getty images?)(?: (?:credits?|source|copyright|by|courtesy(?: of)?))?"
        rf"\s{{0,3}}[:/|©]{_NO_SENTENCE}",
        rf"{_PICTURE} (?:credits?|copyright|courtesy of|by) {_NO_SENTENCE}|image (?:source|caption)",
        rf"(?:.{{1,40}} ?/ ?)?{_AGENCIES}(?: (?:photo|images|file|pool|via .{{1,40}}))?(?: ?/ ?.{{1,40}})?",
    ),
    "copyright": (r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4})).{0,280}|all rights reserved",),
    "reporting": (
        r"(?:additional |with )?reporting (?:by|from|:).{1,200}|additional reporting.{1,160}",
        r"(?:edited|editing|writing|compiled) by .{1,150}|source\s{0,3}[:|].{1,60}",
        r".{1,90} contributed (?:reporting )?to this (?:report|article|story).{0,40}",
        r"with (?:inputs?|agencies|files?)(?: from .{1,80})?",
    ),
}
WHOLE_LINE = re.compile(
    "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in _WHOLE_LINES.items()), re.IGNORECASE
)
"""A whole line of furniture; the name of the group that matched is its kind."""

SHARE_WORD = re.compile(
    r"share(?:s|d)?|tweet|facebook|twitter|whatsapp|telegram|e-?mail|mail|gmail|linked-?in|pinterest|reddit"
    r"|messenger|viber|vkontakte|flipboard|print|pin|it|copy|link|save|comments?|this|article|story|on|via|with|x"
    r"|\d{1,6}"
)
SHARE_SURE = re.compile(r"share|tweet|facebook|twitter|whatsapp|linked-?in|pinterest|reddit|flipboard|print$")
SHARE_ALONE = frozenset({"share", "shares", "tweet", "print"})

PLACEHOLDER = re.compile(r"\[ad[_ -]?\d{1,3}\]", re.IGNORECASE)
CREDIT = re.compile(
    rf"\s?[(\[](?:(?i:{_PICTURE})(?i: ?(?:credits?|by|courtesy(?: of)?))?\s{{0,3}}[:/|][^()\[\]\n]{{1,80}}"
    rf"|(?i:source|credit): ?{_AGENCIES}[^()\[\]\n]{{0,40}}"
    rf"|{_AGENCIES} (?:Photo|Images?|File|Pool)(?: ?/ ?[^()\[\]\n]{{1,60}})?"
    rf"|[^()\[\]\n/]{{1,50}}/ ?{_AGENCIES}[^()\[\]\n]{{0,40}})[)\]]\.?"
)
"""A picture credit in brackets."""
CREDIT_SENTENCE = re.compile(r"(?<=[.!?”\"])\s?(?:Photo|Image|Picture): [A-Z][^.\n]{1,60}\.(?=\s|$)")
CAPTION_LABEL = re.compile(r"(?:Illustration|Photo|Image|Picture|Graphic|Map)\s?[/:|][^.!?\n]{1,90}$")
"""A caption that calls itself one, up to where its credit stood."""
READ_MORE = re.compile(r"(?:^|(?<=[.!?”\"’)…]) ?)Read More:?(?= ?$| [A-Z“\"‘])")

_STOP = r"(?<=[.!?”\"’)…\]\d])\s"
TAILS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "reporting",
            _STOP + r"\((?:Additional |With )?(?:Reporting|Writing|Editing|Compiled|Edited) [^()\n]{1,250}\)\.?$",
        ),
        ("reporting", _STOP + r"Additional reporting(?: by|:) [^.\n]{1,160}\.?$"),
        ("reporting", _STOP + r"[A-Z][^.!?\n]{1,80} contributed (?:reporting )?to this (?:report|story|article)\.?$"),
        ("invitation", _STOP + rf"(?:Follow|Reach) [^!?\n]{{1,80}} on (?i:{_NETWORKS})\b[^!?\n]{{0,150}}$"),
        ("invitation", _STOP + r"(?:What else should we cover\? )?Email us at \S{1,80}$"),
        ("read_also", _STOP + r"Read more (?:at|on|from|in|about) [^.\n]{1,80}\.?$"),
        ("copyright", _STOP + r"(?:Copyright|©)[ ©]{0,3}(?:\(c\) )?\d{4}\b[^\n]{0,260}$"),
        ("page", _STOP + r"\(?This (?:article|story) was originally published (?:by|in|on|at) [^\n]{1,140}$"),
        (
            "share_bar",
            r"(?i:\s(?:share|tweet|facebook|twitter|linkedin|e?-?mail|whatsapp|telegram|print|reddit)){2,10}$",
        ),
        (
            "correction",
            _STOP + r"(?:The (?:map|headline)[^.\n]{0,60}|This (?:article|story|piece)) was"
            r" (?:amended|corrected|updated) on [^\n]{1,500}$",
        ),
    )
)
"""What may follow the last sentence of a report, each up to the end of the text."""
LONGEST_TAIL = 700
CORRECTION = re.compile(
    r"(?:This (?:article|story|piece)|The (?:headline|map|photo)\b[^.]{0,60}) (?:was|has been)"
    r" (?:amended|corrected|updated) .{1,500}"
)
CUT_OFF = re.compile(r"\s?(?:…|\.\.\.)?\s?\[\+\d{1,7} chars\]$")
