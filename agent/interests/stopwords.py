"""Words that name no topic: of grammar, of editions and packing, of platforms; and what labels leave unsaid."""

from penchant.agent.ingest.vocabulary import PLATFORMS


def _listed(text: str) -> frozenset[str]:
    return frozenset(part.strip() for line in text.splitlines() for part in line.split("|") if part.strip())


GRAMMAR = frozenset(
    """
    a about after again all also an and any are as at be been before between both but by can come did do
    does down each ever every few for from get had has have her here him his how if in into is it its
    just like make many may me more most much must my n nor not now of off on only or other our out over
    own per pre said same see she should so some such than that the their them then there these they
    this those through to too under until up upon use used using versus very via vs was way we well were
    what when where which while who why will with within without would you your yours &
    der das des ein eine einen und von zum zur les une aux sur pour dans del los las por con
    """.split()
)
"""They may stand inside a phrase, and never at its ends: "call of duty"."""

WEAK = frozenset(
    """
    amazing assorted best big black blue brown classic color colour dark day essential final first free
    game games gaming gold good great green grey gray home large last life light little medium mini new
    night old one orange part pink play pro purple red second series set show sign silver small special
    story super three time tour two ultimate white world yellow young real power way house man men
    adventure adventures city land heroes
    """.split()
)
"""Too common to name a topic alone; beside another word they may: "super mario"."""

PACKING = frozenset(
    """
    anniversary authentic blu-ray bluray bonus box boxed brand bulk bundle bundles cartridge case cd
    cd-rom code collectible collection collector collectors compatible complete condition count d1
    definitive deluxe digital disc discs disk disney-pixar display dlc download dvd dvd-rom ed edition
    editions enhanced esrb exclusive expansion extended feature featuring generic genuine goty guide
    hardcover hd high hits import imported included includes item items jewel kit kollector launch
    license licensed limited lot multi multiplayer ntsc oem official online original pack package
    packaging packs paperback pal pass piece pieces pkg platinum plus premium preorder pre-order prepaid
    product quality random refurbished release remaster remastered renewed replacement retail sealed
    season selects single size sku standalone standard starter stand-alone strategy tm type uncut unit
    universal us usa various vol volume volumes vols version versions vhs video videogame year years
    """.split()
)
"""How a thing is packed, sold and issued: ends a phrase."""

PLATFORM_WORDS = frozenset(
    """
    2ds 3ds 360 android dreamcast ds dsi famicom gameboy gamecube gba gbc ipad iphone kindle linux mac
    microsoft n64 nds nes nintendo pc pch playstation ps ps1 ps2 ps3 ps4 ps5 psn psone psp psvita psx sega
    snes sony umd vita wii wiiu windows x360 xbox xbox360 xboxone xl
    """.split()
)
"""Machines and their makers: end a phrase, as `PLATFORM_PHRASES` do."""

PLATFORM_PHRASES = tuple(
    sorted((alias for alias in PLATFORMS if " " in alias), key=lambda alias: (-len(alias), alias))
)

STOPWORDS = GRAMMAR | PACKING | PLATFORM_WORDS
"""Words that say nothing about what a thing is of."""

EMPTY_TAGS = _listed(
    """
    (no genres listed)|3d|aftercreditsstinger|based on novel|based on novel or book|duringcreditsstinger
    general|imax|independent film|misc|miscellaneous|n/a|none|other|others|sequel|uncategorized|unknown
    various|woman director
    """
)
"""Tags that say how a thing was made or filed, not what it is of."""

UNSAID = frozenset(
    """
    abortion abuse adultery cancer erotic eroticism hooker incest kkk masturbation molestation nazi nude
    nudity orgy paedophile pedophile pedophilia porn pornographic pornography prostitute prostitution
    rape rapist sex sexual sexuality slave slavery suicidal suicide terminal torture whore
    """.split()
)
"""A person is not told in these words what they like; the topic has others."""
