"""The part of an open workspace that tells people who they are: interests, profiles, corrections of them."""

from datetime import datetime
from functools import cached_property

from penchant.agent.correcting import Corrections
from penchant.agent.errors import BadInput, ModelMissing, ServiceUnreachable
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.interests.fold import Folded
from penchant.agent.interests.timeline import interest_state, named_items
from penchant.agent.llm.abilities import Abilities
from penchant.agent.llm.choose import make_chat_model
from penchant.agent.ports import ChatModel
from penchant.agent.profile.desk import ProfileDesk, ProfileMatch
from penchant.agent.profile.diff import ProfileDiff
from penchant.agent.profile.keeper import ProfileKeeper
from penchant.agent.profile.rewrites import NewRule, label_of, rule_against, rules_in
from penchant.agent.profile.worker import ProfileWorker
from penchant.agent.types import InterestState, Preference, Profile, ProfileStatement


class Profiling(Corrections):
    """Reads and writes profiles; a correction of one is a rule for every list to come."""

    _worker: ProfileWorker | None = None

    def interests(self, user_id: str, as_of: datetime | None = None) -> InterestState:
        """A user's interests as of a moment, strongest first.

        Raises:
            UnknownUser: the log has nothing of this user.
        """
        with self._lock:
            self._known(user_id)
            moment, _ = self._moment(as_of)
            events = self.stores.log.user_events(user_id, moment)
            tracked = self._track(events, moment, self.stores.vectors.search())
            folded = tracked.folded if tracked else Folded()
            items = self.stores.catalogue.get(named_items(folded))
            titles = {item_id: item.title for item_id, item in items.items()}
            rules = tracked.resolved.edits.preferences if tracked else ()
            return interest_state(user_id, moment, folded, titles, rules)

    def profile(self, user_id: str, refresh: bool = False, as_of: datetime | None = None) -> Profile:
        """What is known of a user in a few sentences; a new version when the facts changed.

        Args:
            user_id: whose profile it is.
            refresh: write it anew though nothing changed, in as many words of the model as the settings
                allow, and make its vectors, so that it counts in the next list.
            as_of: the moment that it describes; now when None.

        Raises:
            UnknownUser: the log has nothing of this user.
        """
        return self.desk.profile(user_id, refresh=refresh, as_of=as_of)

    def profile_history(self, user_id: str) -> list[Profile]:
        """All versions of a user's profile, oldest first.

        Raises:
            UnknownUser: the log has nothing of this user.
        """
        self._known(user_id)
        return self.desk.history(user_id)

    def profile_diff(self, user_id: str, before: int | None = None, after: int | None = None) -> ProfileDiff:
        """What changed between two versions of a user's profile; between the last two by default.

        Raises:
            UnknownUser: the log has nothing of this user.
            BadInput: there are no such versions.
        """
        self._known(user_id)
        return self.desk.diff(user_id, before, after)

    def search_profiles(self, text: str, k: int = 10) -> list[ProfileMatch]:
        """People whose profile is near a text, nearest first.

        It looks over all users: for the owner of the workspace, and never for one of its users.

        Raises:
            BadInput: the text says nothing that can be looked for.
        """
        return self.desk.search(text, k)

    def edit_profile(self, user_id: str, number: int, text: str) -> list[Preference]:
        """Put a sentence of a profile right: what is said instead becomes rules for every list from now on.

        The sentence itself is not said again while a rule that stands for it is in force.

        Args:
            user_id: whose profile it is.
            number: of the sentence in the newest version, from 1.
            text: what is true instead, such as "I like space operas, not westerns".

        Raises:
            UnknownUser: the log has nothing of this user.
            BadInput: there is no such sentence, or the text says nothing.
        """
        return self._replace(user_id, self._statement(user_id, number), rules_in(text))

    def remove_from_profile(self, user_id: str, number: int) -> Preference:
        """Take a sentence out of a profile: it is not said again, and lists follow it less.

        Raises:
            UnknownUser: the log has nothing of this user.
            BadInput: there is no such sentence, or it is not about an interest.
        """
        statement = self._statement(user_id, number)
        label = label_of(statement, self.interests(user_id).interests)
        return self._replace(user_id, statement, [rule_against(statement, label)])[0]

    @cached_property
    def desk(self) -> ProfileDesk:
        """Where profiles are read, written and compared."""
        stores = self.stores
        return ProfileDesk(
            self._keeper,
            stores.log,
            stores.profiles,
            stores.profile_vectors,
            stores.profile_queue,
            stores.vectors,
            state=self.interests,
            moment=lambda: self._moment(None)[0],
            may_propose=self._may_propose,
            clock=self._clock,
            settings=self.settings.profile,
        )

    def start_profiles(self) -> None:
        """Write profiles in the background from now on, where the settings want it."""
        if self.settings.profile.background and self._worker is None:
            self._worker = self.desk.worker()
            self._worker.start()

    def stop_profiles(self) -> None:
        """Write none any more; what was begun stays in the queue."""
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def title_index(self) -> TitleIndex:
        """The catalogue's titles, for the checker of what a model words; kept until the catalogue changes."""
        return self._keeper.titles()

    @cached_property
    def chat_model(self) -> ChatModel | None:
        """The language model of the settings, not loaded yet; None where there is none.

        Raises:
            BadSettings: the settings do not name one that can be used.
        """
        return make_chat_model(self.settings.llm)

    @cached_property
    def _keeper(self) -> ProfileKeeper:
        stores = self.stores
        return ProfileKeeper(stores.log, stores.catalogue, stores.profiles, lambda: self.chat_model)

    def _may_propose(self) -> bool:
        """Whether the model thinks of operations itself, or only words those that code proposes."""
        choice, model = self.settings.profile.operations, self.chat_model
        if choice != "auto" or model is None:
            return choice == "model"
        try:
            return Abilities(self.stores.folder, self.settings.llm.tools).of(model).calls_tools
        except (ModelMissing, ServiceUnreachable):
            return False

    def _statement(self, user_id: str, number: int) -> ProfileStatement:
        self._known(user_id)
        history = self.desk.history(user_id)
        told = history[-1].statements if history else ()
        if not 1 <= number <= len(told):
            raise BadInput(
                f"The profile of {user_id} has no sentence {number}",
                f"`penchant profile {user_id}` numbers them" + (f": 1 to {len(told)}" if told else ""),
            )
        return told[number - 1]

    def _replace(self, user_id: str, statement: ProfileStatement, rules: list[NewRule]) -> list[Preference]:
        made = [
            self.prefer(user_id, liking, about, replaces=statement.key or None) for liking, about in rules
        ]
        self.desk.ask_for_refresh(user_id, "edit")
        return made
