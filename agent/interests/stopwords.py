"""Words that name nothing, in titles: articles, prepositions, the vocabulary of editions and volumes."""

_WORDS = """
a about after again all also an and any are as at be been before best between both but by can come
did do does down each edition etc ever every few first for from get good great had has have her here
him his how if in into is it its just last like made make many may me more most much must my new no
nor not now of off on one only or other our out over own part per pre said same second see set she
should so some such than that the their them then there these they third this those through to too
two under until up upon use used using very via vol volume vols was way we well were what when where
which while who why will with within without would you your yours
box boxed bundle case collection collector collectors color complete deluxe disc discs edition
editions game games gold includes included item limited official original pack packs packaging
piece pieces premium product retail series size special standard super ultimate version versions
for black blue brown dark green grey gray light orange pink purple red silver white yellow large
medium small mini assorted home sign
das der des die ein eine einen und von zur zum les des une aux sur pour dans del los las una por con
"""

STOPWORDS = frozenset(_WORDS.split())
