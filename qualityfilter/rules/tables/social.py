"""Invitations to follow, like, share or join a channel, and the widgets around them.

Seen in the outputs of extractors on news sites of many countries; prose *about* Telegram,
WhatsApp or sharing is body, so every pattern wants the imperative or the widget's form.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

RULES = (
    Rule(
        id="social.join-channel",
        label="social",
        pattern=r"^\W*(?:join|subscribe to|follow)(?: us)?(?: on| our| the| my)* (?:official )?(?:telegram|whatsapp|viber|signal)(?: (?:channel|group))?\b",
        reason="invites to a messenger channel",
        source="seen on Indian and African news sites",
        hits=("Join our Telegram channel", "Join Telegram - Click Here"),
        misses=("He told police that he would join Telegram channels to sell them.", "Telegram said on Monday it had closed the channel."),
    ),
)
