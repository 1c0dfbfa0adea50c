"""Labels of all sorts, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from qualityfilter.apps.review.labels import ALLOWED, Aspect, Decision, Labels, Place, Text
from qualityfilter.core.data import HEDGE_LABELS, LINE_LABELS

names = st.none() | st.text(max_size=6)
texts = st.builds(
    Text,
    text=st.text(min_size=1, max_size=40)
    | st.sampled_from(["💩 Ein Satz.\n\u202eשלום", "a\r\nb\u2028c"]),
    title=st.text(max_size=6),
    id=names,
    source=names,
    url=names,
)
hedges = st.sets(st.sampled_from(HEDGE_LABELS)).map(
    lambda found: tuple(each for each in HEDGE_LABELS if each in found)
)
given_labels = {"label": st.sampled_from(LINE_LABELS).map(lambda name: (name,)), "hedges": hedges}


@st.composite
def decisions(draw: st.DrawFn, text: Text) -> Decision:
    start = draw(st.integers(0, len(text.text) - 1))
    end = draw(st.integers(start + 1, len(text.text)))
    aspect: Aspect = draw(st.sampled_from(list(ALLOWED)))
    suggested = draw(st.just(()) | given_labels[aspect])
    score = draw(st.none() | st.floats(0, 1)) if suggested else None
    who = draw(st.sampled_from(["Ada", "Tunde", "زينب"]))
    when = f"2026-01-{draw(st.integers(10, 28))}T10:00:00+00:00"
    place = Place(text.digest, start, end, aspect)
    return Decision(place, draw(given_labels[aspect]), who, when, suggested, score)


@st.composite
def all_labels(draw: st.DrawFn) -> Labels:
    """Some documents with one decision or none on each place."""
    labels = Labels()
    for text in draw(st.lists(texts, max_size=3, unique_by=lambda each: each.text)):
        labels.texts[text.digest] = text
        for each in draw(st.lists(decisions(text), max_size=4)):
            labels.given[each.place] = [each]
    labels.history += [found[-1] for found in labels.given.values()]
    return labels
