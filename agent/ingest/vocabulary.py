"""Words that titles carry behind the name of the thing: platforms, media, editions, conditions.

General knowledge of shops and libraries, not of any one file.
"""


def _listed(text: str) -> frozenset[str]:
    return frozenset(part.strip() for line in text.splitlines() for part in line.split("|") if part.strip())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLATFORM_ALIASES: dict[str, tuple[str, ...]] = {
    "PC": ("pc", "windows", "pc windows", "windows pc", "microsoft windows", "pc dvd", "pc cd", "ibm pc"),
    "Mac": ("mac", "macintosh", "mac os", "mac os x", "macos", "os x", "apple mac"),
    "Linux": ("linux", "steamos"),
    "DOS": ("dos", "ms-dos"),
    "Android": ("android",),
    "iOS": ("ios", "iphone", "ipad", "iphone ipad"),
    "PlayStation": ("playstation", "playstation 1", "ps1", "psx", "psone", "ps one"),
    "PlayStation 2": ("playstation 2", "playstation2", "ps2"),
    "PlayStation 3": ("playstation 3", "playstation3", "ps3"),
    "PlayStation 4": ("playstation 4", "playstation4", "ps4"),
    "PlayStation 5": ("playstation 5", "playstation5", "ps5"),
    "PlayStation Portable": ("playstation portable", "psp"),
    "PlayStation Vita": ("playstation vita", "ps vita", "psvita"),
    "PlayStation VR": ("playstation vr", "psvr", "ps vr"),
    "Xbox": ("xbox", "xbox original", "original xbox"),
    "Xbox 360": ("xbox 360", "xbox360", "x360"),
    "Xbox One": ("xbox one", "xboxone", "xbox 1"),
    "Xbox Series X": ("xbox series x", "xbox series x s", "xbox series s", "xbox series"),
    "NES": ("nes", "nintendo entertainment system", "famicom"),
    "Super NES": (
        "super nes",
        "snes",
        "super nintendo",
        "super nintendo entertainment system",
        "super famicom",
    ),
    "Nintendo 64": ("nintendo 64", "n64", "nintendo64"),
    "GameCube": ("gamecube", "game cube", "gc", "ngc"),
    "Wii": ("wii",),
    "Wii U": ("wii u", "wiiu"),
    "Nintendo Switch": ("switch", "nintendo switch", "switch 2"),
    "Game Boy": ("game boy", "gameboy", "gb"),
    "Game Boy Color": ("game boy color", "gameboy color", "game boy colour", "gbc"),
    "Game Boy Advance": ("game boy advance", "gameboy advance", "gba"),
    "Nintendo DS": ("nintendo ds", "ds", "nds", "dsi", "ds lite"),
    "Nintendo 3DS": ("nintendo 3ds", "3ds", "new 3ds", "2ds", "3ds xl"),
    "Virtual Boy": ("virtual boy",),
    "Sega Genesis": ("sega genesis", "mega drive", "megadrive"),
    "Sega CD": ("sega cd", "mega cd"),
    "Sega Saturn": ("sega saturn",),
    "Dreamcast": ("dreamcast",),
    "Game Gear": ("game gear", "gamegear"),
    "Master System": ("master system",),
    "Atari 2600": ("atari 2600",),
    "Atari Jaguar": ("atari jaguar",),
    "Commodore 64": ("commodore 64", "c64"),
    "Amiga": ("amiga",),
    "TurboGrafx-16": ("turbografx-16", "turbografx 16", "turbografx"),
    "Neo Geo": ("neo geo", "neogeo"),
}
_MAKERS = ("sony", "microsoft", "nintendo", "sega", "apple", "new nintendo")
PLATFORMS: dict[str, str] = {
    alias: platform for platform, aliases in _PLATFORM_ALIASES.items() for alias in aliases
} | {
    f"{maker} {alias}": platform
    for platform, aliases in _PLATFORM_ALIASES.items()
    for alias in aliases
    for maker in _MAKERS
}  # fmt: skip
"""Folded alias, also behind a maker's name -> the platform's own name."""

FORMATS = _listed(
    """
    12 inch vinyl|3d blu-ray|4k uhd|4k ultra hd|7 inch vinyl|abridged|audible audio edition
    audible audiobook|audio book|audio cassette|audio cd|audiobook|big box|blu ray|blu-ray|blu-ray + dvd
    blu-ray 3d|blu-ray/dvd|bluray|board book|box set|boxed set|cartridge|cartridge only|cassette|cd
    cd-rom|code in box|digital|digital code|digital download|digital hd|disc only|download|download code
    download edition|dvd|dvd + digital|dvd case|dvd-rom|dvd-rom software|e-book|ebook|epub|flac
    full screen|full screen edition|fullscreen|game code|game only|graphic novel edition|hardback
    hardcover|hardcover edition|hd dvd|instant access|jewel case|kindle|kindle edition|large print
    laserdisc|library binding|lp|mass market paperback|mp3|mp3 cd|mp3 download|online code
    online game code|paperback|paperback edition|pdf|physical|prime video|small box|softcover
    spiral-bound|steelbook|trade paperback|uhd|ultra hd|umd|unabridged|vhs|vhs tape|vinyl|vinyl lp
    widescreen|widescreen edition
    """
)
"""How a thing is stored or packed, folded."""

CONDITIONS = _listed(
    """
    certified refurbished|factory sealed|import|imported|japan import|like new|new|open box|pre-order
    pre-owned|preorder|preowned|refurbished|renewed|sealed|uk import|used|used - like new
    """
)
"""In what state it is sold, folded."""

EDITION_WORDS = _words(
    """
    10th 15th 1st 20th 25th 2nd 30th 3rd 40th 50th 5th a all-in-one anniversary best bonus classic
    classics collectible collector collector's collectors collectors' collector’s complete cut d1 day
    day-one definitive deluxe digital director director's directors director’s ed edition editions
    enhanced exclusive expanded explicit extended final first first-run game game-of-the-year gold goty
    greatest hd hits launch legendary limited limited-edition lite mix mono nintendo of one original
    platinum player's players' player’s premiere premium radio re-issue redux reissue release remaster
    remastered remix reprint revised royal second selects single sony special standard starter steelbook
    stereo super the theatrical third ultimate uncensored uncut unrated value version year
    """
)
"""Words that a dash or colon may set behind a title as an edition, when there are no others."""
EDITION_MARKS = _words(
    """
    cut deluxe ed edition explicit game-of-the-year goty hits limited-edition mono redux reissue release
    remaster remastered remix selects stereo theatrical uncut unrated version
    """
)
"""Of these an edition has at least one."""

ARTICLES = (
    "the", "a", "an", "le", "la", "les", "l'", "un", "une", "der", "die", "das", "ein", "eine", "el", "los",
    "las", "una", "il", "lo", "gli", "de", "het", "den", "det", "en", "os", "as", "um", "uma",
)  # fmt: skip
"""Articles that catalogues set behind the title, after a comma."""
