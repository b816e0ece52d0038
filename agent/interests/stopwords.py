"""Words that name no topic: of grammar, of packing, of platforms; and what labels leave unsaid."""

from penchant.agent.ingest.vocabulary import CONDITIONS, FORMATS, PLATFORMS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _listed(text: str) -> frozenset[str]:
    return frozenset(part.strip() for line in text.splitlines() for part in line.split("|") if part.strip())


GRAMMAR = _words(
    """
    a about after again all also an and any are as at be been before between both but by can come did do
    does down each ever every few for from get had has have her here him his how if in into is it its
    just like make many may me more most much must my n nor not now of off on only or other our out over
    own per pre said same see she should so some such than that the their them then there these they
    this those through to too under until up upon use used using versus very via vs was way we well were
    what when where which while who why will with within without would you your yours der das des ein
    eine einen und von zum zur les une aux sur pour dans del los las por con
    """
)
"""They may stand inside a phrase, and never at its ends: "call of duty"."""

WEAK = _words(
    """
    adventure adventures age amazing assorted best big black blue book books boy brown city classic
    color colour core dark day dead essential evil fall final first force free game games gaming gear
    girl girls gold good gray great green grey heroes hidden home house iron king land large last life
    light little live long lost love man medium men mini new night old one orange pink play power pro
    purple real red rise second set show sign silver small special star stars story strike super system
    team three time tour two ultimate way white world yellow young
    """
)
"""Too common to name a topic alone; beside another word they may: "super mario"."""

PACKING = _words(
    """
    anniversary authentic blu-ray bluray bonus box boxed brand bulk bundle bundles cartridge case cd
    cd-rom chapter classics code collectible collection collector collectors compatible complete
    condition count d1 definitive deluxe digital disc discontinued discs disk disney-pixar display dlc
    download dvd dvd-rom ed edition editions enhanced entertainment episode esrb essentials exclusive
    expansion extended feature featuring generic genuine goty greatest guide hardcover hd high hits
    import imported included includes item items jewel kit kollector launch license licensed limited lot
    month multi multiplayer ntsc oem official officially online original pack package packaging packs
    pal paperback part parts pass piece pieces pkg platinum plus pre-order premium preorder prepaid
    product quality random refurb refurbished release remaster remastered renewed replacement retail
    sealed season selects series single size sku software specific stand-alone standalone standard
    starter strategy subscription tm trilogy type uncut unit universal us usa various version versions
    vhs video videogame vol vols volume volumes year years
    """
)
"""How a thing is packed, sold and issued: ends a phrase."""

PLATFORM_WORDS = _words(
    """
    2ds 3ds 360 android dreamcast ds dsi famicom gameboy gamecube gba gbc ipad iphone kindle linux mac
    microsoft n64 nds nes nintendo pc pch playstation ps ps1 ps2 ps3 ps4 ps5 psn psone psp psv psvita psx
    sega snes sony umd vita wii wiiu windows x360 xbox xbox360 xboxone xl
    """
)
"""Machines and their makers: end a phrase."""

PACKING_PHRASES = tuple(
    sorted(
        (phrase for phrase in {*PLATFORMS, *FORMATS, *CONDITIONS} if " " in phrase),
        key=lambda phrase: (-len(phrase), phrase),
    )
)
"""Names of platforms, formats and conditions of several words, the longest first."""

EMPTY_TAGS = _listed(
    """
    (no genres listed)|3d|aftercreditsstinger|based on novel|duringcreditsstinger|general|imax
    independent film|individual|love|misc|miscellaneous|n/a|none|other|others|relationship|sequel
    uncategorized|unknown|various|woman director
    """
)
"""Tags that say how a thing was made or filed, not what it is of."""

UNSAID = _words(
    """
    abortion abuse addiction adultery cancer erotic eroticism hooker incest kkk masturbation molestation
    nazi nude nudity obesity orgy paedophile pedophile pedophilia porn pornographic pornography
    prostitute prostitution rape rapist sex sexual sexuality slave slavery stupidity suicidal suicide
    torture whore
    """
)
"""A person is not told in these words what they like; the topic has others."""
