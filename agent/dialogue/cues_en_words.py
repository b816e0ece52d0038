"""Parts of patterns that several ways of speaking in English share."""

# ruff: noqa: E501 - a pattern is read best on one line

ADVERBS = r"(?: (?:just|really|actually|finally|recently|also|already|absolutely|totally|quite|only|both|honestly|truly|so|once|all|kind of|sort of|rather|definitely|thoroughly|very much|still))*"
WHEN = r"(?:(?:just|absolutely|really|totally|thoroughly|honestly|so|quite|definitely|today|yesterday|last night|last week|finally|recently|lately|earlier|this morning|earlier today|already|these days|now),? )*"
I_DID = rf"^{WHEN}(?:(?:i|we)(?:'ve| have|'d| had|'m| am)?{ADVERBS} )?{WHEN}"
I_SAID = rf"^{WHEN}(?:i|we)\b"
SHOW = r"(?:give|show|get|bring|offer|find|pick|send)"
TRY = r"(?:watch|read|play|listen to|try|buy|get|cook|make|see|hear|do|start|put on|stream|eat)"
DID = r"(?:watched|saw|seen|rewatched|played|finished|completed|read|listened to|heard|streamed|binged|cooked|tried|had|liked|loved|rated|bought|did|enjoyed)"
ADVICE = r"(?:recommendations?|suggestions?|recs?|ideas?|picks|tips|inspiration)"
LISTED = r"(?:here|there|recommended|suggested|(?:on|in|at) (?:the top of )?(?:my|the|this|that|your) (?:list|recommendations|suggestions)|in there|for me|so high|so low|ranked \w+|listed)"
CHOSE = r"(?:recommend|suggest|pick|show|list|choose|chose|put|includ|gave|give|offer|propose|rank|select|bring)\w*"
TASTE = r"(?:tastes?|interests?|preferences|likes|profile)"
CATALOGUE = r"(?:catalog(?:ue)?|library|collection|shop|store|database|stock|selection)"
NEGATION = r"(?:don't|do not|didn't|did not|dont|didnt|never|can't|cannot|couldn't|could not|can not|cant|couldnt|wouldn't say i|wouldn't say that i)"
