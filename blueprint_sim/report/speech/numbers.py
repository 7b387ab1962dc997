"""Numbers as people read them: no digit finer than the interval, and its unit beside it.

An interval is computed as if a measure had no bounds, and stored so. Whatever shows one cuts it
here to what can be (`possible`, `possible_change`): no share below 0% or above 100%, no wait or
count below nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, inf, isfinite, log10
from typing import NamedTuple

MINUS = "-"
MISSING = "none"
WHOLE = 0.5
"""Amounts of a hundred and more that are known no better than this have no cents."""


class Scale(NamedTuple):
    """How the numbers of one measure are written: so many times, so many digits, with a sign."""

    factor: float = 1.0
    places: int = 1
    suffix: str = ""
    """Stands after a value: ``%``."""
    points: str = ""
    """Stands after a difference: `` pts``."""

    def value(self, amount: float | None) -> str:
        """Write a value: ``2.6``, ``78%``, ``2,016``."""
        if amount is None or not isfinite(amount):
            return MISSING
        return _plain(amount * self.factor, self.places) + self.suffix

    def fit(self, amount: float | None, columns: int) -> str:
        """Write a value in so many columns: with fewer digits, then in thousands or millions."""
        for places in range(self.places, -1, -1):
            text = self._replace(places=places).value(amount)
            if len(text) <= columns:
                return text
        for letter, factor in (("k", 1e3), ("M", 1e6), ("G", 1e9)):
            text = self._replace(places=0, factor=self.factor / factor).value(amount) + letter
            if len(text) <= columns:
                return text
        return f"{amount:.0e}"

    def change(self, amount: float | None) -> str:
        """Write a difference with its sign: ``-1.9``, ``+5``; a zero has none.

        Nothing where there is none: the word would read as if there were no difference.
        """
        if amount is None or not isfinite(amount):
            return ""
        text = _plain(amount * self.factor, self.places)
        return text if text.startswith(MINUS) or not text.strip("0.") else f"+{text}"

    def apart(self, amount: float | None) -> str:
        """Write a difference with its sign and points: ``+5 pts``; nothing where there is none."""
        change = self.change(amount)
        return change + self.points if change else ""


def scale(unit: str, low: float | None, high: float | None, *also: float | None) -> Scale:
    """Choose the digits that an interval from `low` to `high`, in `unit`, can carry.

    The last digit shown is the first one that the interval leaves in doubt. Money has cents or
    none. Without an interval, or with one of no width, the values `also` decide: three digits.
    """
    percent = unit == "share"
    factor = 100.0 if percent else 1.0
    half = (high - low) / 2 * factor if low is not None and high is not None else 0.0
    places = (
        _digits(half, wide=not percent)
        if half > 0
        else _three_digits([factor * (v or 0.0) for v in also])
    )
    if unit == "currency":
        places = 2 if places > 0 and (half < WHOLE or cents(*also)) else 0
    return Scale(factor, places, "%" if percent else "", " pts" if percent else "")


def _digits(half: float, *, wide: bool) -> int:
    """Places after the point of the leading digit of `half`, from 0 to 2.

    `wide` keeps one place up to an interval of 3 either way: 5.3 (4.0 to 6.6).
    """
    leading = -floor(log10(half if wide else 2 * half) + 1e-9)
    return min(2, max(1 if wide and half < 3 else 0, leading))


def _three_digits(amounts: list[float]) -> int:
    largest = max((abs(amount) for amount in amounts), default=0.0)
    return 0 if largest >= 100 or all(a == round(a) for a in amounts) else 1 if largest >= 1 else 2


def _plain(amount: float, places: int) -> str:
    text = f"{amount:,.{places}f}"
    return text.removeprefix(MINUS) if not text.strip("-0.,") else text


def spoken(
    unit: str, digits: Scale, currency: str, *amounts: float, beside: Iterable[float] = ()
) -> list[str]:
    """Write sizes, without signs, for a sentence, the unit they share once.

    ``["2.6", "0.7 minutes"]``; in seconds if one is under a minute and none above two, those that
    stand `beside` them in the sentence too; ``["3", "5 pts"]`` for shares, which as values of
    their own are ``78%`` (`Scale.value`); ``["EUR 0.18", "0.68"]``.
    """
    sizes = [abs(amount) for amount in amounts]
    if unit == "min":
        return _times(sizes, digits.places, in_seconds(*amounts, *beside))
    texts = [_plain(size * digits.factor, digits.places) for size in sizes]
    if unit == "currency":
        texts[0] = priced(texts[0], currency)
    elif unit == "share":
        texts[-1] = counted(texts[-1], "pt")
    return texts


def in_seconds(*minutes: float | None) -> bool:
    """Tell whether times that stand together are better written in seconds."""
    sizes = [abs(amount) for amount in minutes if amount is not None]
    return bool(sizes) and min(sizes) < 1 and max(sizes) < 2


def _times(minutes: list[float], places: int, seconds: bool) -> list[str]:
    noun = "second" if seconds else "minute"
    texts = [_seconds(m * 60, places) if seconds else _plain(m, places) for m in minutes]
    return [*texts[:-1], counted(texts[-1], noun)]


def _seconds(seconds: float, places: int) -> str:
    """Keep to what so many places of a minute tell: tens of seconds, seconds, or tenths."""
    return _plain(round(seconds, -1), 0) if places < 1 else _plain(seconds, places - 1)


def written(unit: str, currency: str, amount: float) -> str:
    """Write a size that somebody chose, with the digits that it was given: ``0.2``, ``1 pt``."""
    if unit == "share":
        return counted(f"{amount * 100:g}", "pt")
    if unit == "currency":
        return money(amount, currency)
    return spoken(unit, Scale(), currency, amount)[0] if unit == "min" else f"{amount:g}"


def possible(unit: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Cut an interval of a value to what can be: a share lies between 0 and 1."""
    least, most = {"share": (0.0, 1.0), "valence": (-2.0, 2.0)}.get(unit, (0.0, inf))
    return _cut(low, high, least if unit != "currency" else -inf, most)


def possible_change(
    unit: str, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    """Cut an interval of a difference to what can be: shares differ by 100 points at most."""
    most = {"share": 1.0, "valence": 4.0}.get(unit, inf)
    return _cut(low, high, -most, most)


def _cut(
    low: float | None, high: float | None, least: float, most: float
) -> tuple[float | None, float | None]:
    if low is None or high is None:
        return low, high
    return min(max(low, least), most), max(min(high, most), least)


def counted(number: str | int, noun: str, plural: str = "") -> str:
    """Write ``1 agent``, ``up to 1 agent`` or ``9 agents``."""
    one = str(number).split()[-1] == "1"
    return f"{number} {noun}" if one else f"{number} {plural or noun + 's'}"


def between(fewest: int, most: int) -> str:
    """Write ``8``, or ``6 to 9``, or ``up to 9`` where at times there is none."""
    if fewest == most:
        return str(most)
    return f"{fewest} to {most}" if fewest else f"up to {most}"


def money(amount: float, currency: str) -> str:
    """Write an amount: ``EUR 2,268``, and with cents below 100: ``EUR 5.27``."""
    return priced(_plain(amount, cents(amount)), currency)


def priced(number: str, currency: str) -> str:
    """Put a currency before a number, and a minus before both: ``-EUR 26.39``, ``-€26.39``."""
    size = number.removeprefix(MINUS)
    joint = "" if len(currency) == 1 and not currency.isalnum() else " "
    return f"{MINUS if size != number else ''}{currency}{joint}{size}"


def cents(*amounts: float | None) -> int:
    """Give the digits behind the point of amounts: two if one below 100 has cents, else none."""
    known = [amount for amount in amounts if amount is not None]
    return 2 if any(abs(amount) < 100 and amount != round(amount) for amount in known) else 0


def percent_change(before: float, after: float) -> str:
    """Write how much more `after` is than `before`: ``+13%``; empty where nothing can be said."""
    if before <= 0 or after == before:
        return ""
    change = (after - before) / before * 100
    text = f"{floor(change + 0.5):+,}%" if abs(change) >= 1 else f"{change:+.1f}%"
    return text if text.strip("+-0.%") else ""


def listed(parts: list[str]) -> str:
    """Write ``a, b and c``."""
    return " and ".join([part for part in (", ".join(parts[:-1]), *parts[-1:]) if part])
