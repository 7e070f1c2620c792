"""Amounts: numbers with units, bounds and ranges, as people write them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import inf, isfinite

_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "t": 1e12, "tn": 1e12, "trillion": 1e12,
}  # fmt: skip
_UNITS: dict[str, tuple[str, float]] = {
    spelling: (name, factor)
    for name, table in {
        "%": "%:1 percent:1 per cent:1",
        "percentage points": "percentage points:1 percentage point:1 pp:1",
        "×": "×:1 x:1 times:1 -fold:1 fold:1",
        "bytes": "kb:1e3 mb:1e6 gb:1e9 tb:1e12 pb:1e15 gib:1.073741824e9 gigabytes:1e9 terabytes:1e12 megabytes:1e6",
        "seconds": "ns:1e-9 nanoseconds:1e-9 µs:1e-6 μs:1e-6 microseconds:1e-6 ms:1e-3 milliseconds:1e-3 s:1 sec:1 "
        "seconds:1 second:1 minutes:60 minute:60 mins:60 min:60 hours:3600 hour:3600 h:3600 hrs:3600",
        "days": "days:1 day:1 weeks:7 week:7 wk:7 months:30.4375 month:30.4375 years:365.25 year:365.25 yr:365.25",
        "grams": "µg:1e-6 μg:1e-6 mcg:1e-6 mg:1e-3 g:1 kg:1e3 kilograms:1e3 grams:1 milligrams:1e-3 "
        "tonnes:1e6 tons:1e6",
        "litres": "ml:1e-3 millilitres:1e-3 milliliters:1e-3 litres:1 liters:1 l:1 µl:1e-6",
        "metres": "nm:1e-9 nanometres:1e-9 nanometers:1e-9 µm:1e-6 μm:1e-6 micrometres:1e-6 microns:1e-6 mm:1e-3 "
        "millimetres:1e-3 millimeters:1e-3 cm:1e-2 centimetres:1e-2 km:1e3 kilometres:1e3 kilometers:1e3 "
        "metres:1 meters:1",
        "hertz": "hz:1 khz:1e3 mhz:1e6 ghz:1e9 thz:1e12",
        "electronvolts": "mev/c2:1e6 gev/c2:1e9 ev:1 kev:1e3 mev:1e6 gev:1e9 tev:1e12",
        "watts": "mw:1e6 kw:1e3 gw:1e9 watts:1 kilowatts:1e3 megawatts:1e6",
        "pascals": "pa:1 kpa:1e3 mpa:1e6 gpa:1e9 bar:1e5 mbar:1e2 mmhg:133.322 atm:101325",
        "kelvin": "kelvin:1 kelvins:1 mk:1e-3 millikelvin:1e-3",
        "°C": "°c:1 degrees celsius:1",
        "tesla": "tesla:1 teslas:1",
        "decibels": "db:1 decibels:1",
        "frames per second": "fps:1 frames per second:1",
        "standard deviations": "σ:1 sigma:1 standard deviations:1",
        "flops": "flops:1 gflops:1e9 tflops:1e12 pflops:1e15",
        "GPU hours": "gpu hours:1 gpu-hours:1",
        "parts per million": "ppm:1 parts per million:1",
        "dollars": "dollars:1 usd:1", "euros": "euros:1 eur:1",
        "stars": "stars:1",
    }.items()
    for pair in re.findall(r"\S[^:]*?:\S+", table)
    for spelling, factor in [(pair.rpartition(":")[0], float(pair.rpartition(":")[2]))]
}  # fmt: skip
_CURRENCY = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yuan"}
_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
SPELT = tuple(_WORDS)
"""The numbers that are also read in words."""

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[-+]?\d{1,2}(?!\w))?|\.\d+"
_POWER = r"(?:(?P<times>\d+(?:\.\d+)?)\s?[x×·*]\s?)?10(?:\^(?P<caret>[-−]?\d{1,2})|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_SPELT = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?: and a half)?(?![\w-])"
_AMBIGUOUS = r"[mt](?=[\s-](?:tokens?|param|images?|samples?|examples?|dollars|euros|people|users|words|rows))"
_SCALE = rf"(?:(?:\s?|-)(?:thousand|million|billion|trillion)s?|\s?(?:mn|bn|tn|{_AMBIGUOUS})|[kb])(?![\w/])"
_MONEY = r"\s?[kmbt](?!\w)"
_UNIT = "|".join(re.escape(unit).replace(r"\ ", r"[\s-]") for unit in sorted(_UNITS, key=len, reverse=True))
_HEDGE = (
    r"(?P<hedge>~|≈|∼|>=|<=|≥|≤|[<>]|\b(?:approximately|approx\.?|about|around|roughly|circa|ca\.|some|nearly|almost|"
    r"close to|"
    r"just (?:over|under|above|below)|more than|over|above|at least|upwards? of|no (?:more|less|fewer) than|up to|"
    r"at most|"
    r"less than|fewer than|under|below|as (?:many|much|few|little) as|an estimated|estimated|somewhere around|"
    r"maximum of|minimum of))"
    r"\s?(?:an?\s|the\s)?"
)
_BARE = r"(?![\d^⁰¹²³⁴⁵⁶⁷⁸⁹]|[.,:]\d|\s?[x×·*]\s?\d|(?:st|nd|rd|th)\b)"
_AMOUNT = re.compile(
    rf"(?:{_HEDGE})?(?<![\w.#@/^+-])(?<![-–−:]\d)(?<![x×·*])(?<![x×·*]\s)"
    rf"(?:(?P<currency>[$€£¥])\s?)?(?:{_POWER}|(?P<figure>{_FIGURE}){_BARE}|(?P<spelt>{_SPELT}))"
    rf"(?P<scale>{_SCALE}|(?(currency){_MONEY}|(?!)))?"
    rf"(?:\s?(?P<range>–|—|-|to|and)\s?[$€£¥]?(?P<second>{_FIGURE}){_BARE}"
    rf"(?P<scale2>{_SCALE}|(?(currency){_MONEY}|(?!)))?)?"
    rf"(?P<unit>(?:\s|-)?(?:{_UNIT})(?![\w/]))?"
    rf"(?:/(?P<over>\d{{1,7}})(?![\d.,/])|\s(?:out\s)?of\s(?:the\s|its\s|their\s|all\s)?(?P<whole>{_FIGURE}|{_SPELT}))?"
    rf"(?P<plus>\+)?(?![\w^⁰¹²³⁴⁵⁶⁷⁸⁹]|/\d)",
)
_FLOORS = re.compile(
    r">|≥|(?:just )?(?:over|above)$|more than|at least|upwards? of|no (?:less|fewer) than|minimum of"
)  # hedges that give the least that a number can be
_CEILINGS = re.compile(
    r"<|≤|(?:just )?(?:under|below)$|(?:less|fewer) than|up to|at most|no more than|maximum of|as (?:many|much) as"
)
_STRICT = frozenset(
    ">|<|over|above|under|below|more than|less than|fewer than|just over|just above|just under|just below".split("|")
)
_STRICTLY = 1e-6  # of a number: how far beyond it a strict bound begins
_NEARLY = ("nearly", "almost", "close to")
_WIDEST = 0.10  # of an approximate number, to each side
_LARGEST = 1e300  # beyond it a float tells numbers apart no longer
_CONVERTED = 0.02  # 12 months and 1 year: the same, said in other units


@dataclass(frozen=True)
class Amount:
    """A number with its unit, `text[start:end]`.

    Any value from `low` to `high`, in the base unit `unit`. `unit` is "" for a bare number, and "of 20" for a part of
    20. `key` is the same for the same value and bounds.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    approximate: bool
    key: str


def amounts(lowered: str, start: int, end: int) -> list[Amount]:
    """Extract the amounts of `lowered[start:end]`, in order, without overlap.

    The text is as `words.plain` gives it.
    """
    found = (_amount(lowered, match) for match in _AMOUNT.finditer(lowered, start, end))
    return [amount for amount in found if amount]


def can_both_hold(first_range: tuple[float, float], second_range: tuple[float, float]) -> bool:
    """Whether some number lies in both ranges.

    The last rounding of a float aside.
    """
    slack = 1e-9 * max(abs(end) for end in (*first_range, *second_range) if isfinite(end))
    return first_range[0] <= second_range[1] + slack and second_range[0] <= first_range[1] + slack


def _amount(lowered: str, match: re.Match[str]) -> Amount | None:
    shown = _shown(match)
    scale, second_scale = _scale(match["scale"]), _scale(match["scale2"])
    unit, factor = _UNITS.get(re.sub(r"^[\s-]", "", (match["unit"] or "")).replace("-", " "), ("", 1.0))
    if match["unit"] and not unit:
        unit, factor = _UNITS.get(match["unit"].strip(), ("", 1.0))
    if match["currency"]:
        unit = _CURRENCY[match["currency"]]
    if whole := match["over"] or match["whole"]:
        unit = f"of {_WORDS.get(whole, whole)}"
    hedge = (match["hedge"] or "").strip()
    if match["second"]:
        between = lowered.endswith("between", max(0, match.start() - 9), match.start() - 1)
        if match["range"] == "and" and not between:
            return None
        scale = scale if match["scale"] else second_scale
        low = float(shown) * scale * factor
        high = float(match["second"].replace(",", "")) * second_scale * factor
        if match["scale2"] is None and match["scale"]:
            high *= scale
        if not low < high < _LARGEST:
            return None
        return Amount(match.start(), match.end(), low, high, unit, True, f"{low:g}–{high:g}{unit}")
    figure = float(shown) * scale * factor
    half = 0.5 * _last_digit(shown) * scale * factor
    if not figure < _LARGEST:
        return None
    sign, low, high = "", figure, figure
    beyond = _STRICTLY * max(figure, _STRICTLY) if hedge in _STRICT else 0
    if match["plus"] or _FLOORS.match(hedge):
        sign, low, high = ">" if beyond else "≥", figure + beyond, inf
    elif _CEILINGS.match(hedge):
        sign, low, high = "<" if beyond else "≤", -inf, figure - beyond
    elif hedge:
        sign = "<~" if hedge in _NEARLY else "~"
        digits_that_count = len(shown.normalize().as_tuple().digits)
        width = min(half * (1 if digits_that_count > 2 else 2), _WIDEST * figure)
        low, high = figure - width, figure if hedge in _NEARLY else figure + width
    elif unit in ("days", "seconds", "bytes"):
        low, high = figure * (1 - _CONVERTED / 2), figure * (1 + _CONVERTED / 2)
    elif shown != shown.to_integral_value():
        low, high = figure - half * 0.999, figure + half * 0.999
    approximate = bool(hedge or match["plus"])
    return Amount(match.start(), match.end(), low, high, unit, approximate, f"{sign}{figure:.12g}{unit}")


def _shown(match: re.Match[str]) -> Decimal:
    """The number as it is written, without its scale."""
    if match["figure"]:
        return Decimal(match["figure"].replace(",", ""))
    if match["spelt"]:
        return Decimal(_spelt(match["spelt"]))
    power = int((match["caret"] or match["raised"]).translate(_RAISED))
    return Decimal(match["times"] or 1).scaleb(power)


def _spelt(words: str) -> str:
    number, _, half = words.partition(" and ")
    return f"{_WORDS[number]}.5" if half else str(_WORDS[number])


def _scale(word: str | None) -> float:
    return _SCALES[word.strip(" -").removesuffix("s")] if word else 1.0


def _last_digit(shown: Decimal) -> float:
    """The worth of the last digit that counts.

    1 in 744, 10 in 40, 0.1 in 28.5; at least that of a unit in 0.
    """
    return (
        float(Decimal(1).scaleb(shown.normalize().adjusted() - len(shown.normalize().as_tuple().digits) + 1))
        if shown
        else 1.0
    )
