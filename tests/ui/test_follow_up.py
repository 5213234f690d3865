"""The follow-up of one case without a window: what is suggested, noted, refused and said next."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.keys_for_tests import KEY
from tests.ui.deciding import AUTHOR, PERSON, SETTLED, begun
from tests.ui.reassessing import MovedClock, sign
from triage.core.follow_up import STAYS, Standing, Step
from triage.core.ledger import ANSWERS, REASONS, Entry, Kind
from triage.ledger_words import answer_words, reason_words, way_words
from triage.services import StoreError, Workplace, reassess
from triage.services.rounds import conditions
from triage.texts import translator
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up import FollowUpModel
from ui.viewmodels.follow_up_line import line_of
from ui.viewmodels.follow_up_next import next_steps
from ui.viewmodels.history_entry_words import EntryWords

Deed = Callable[[FollowUpModel], bool]
TEAM = "Mobilt palliativt team Kungälv"


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovedClock) -> Iterator[Desk]:
    workplace = Workplace.open(tmp_path, KEY, clock=clock)
    yield Desk(workplace, "sv")
    workplace.close()


def signed(desk: Desk, **more: Any) -> str:
    case_id = begun(desk.workplace, {**SETTLED, "red_flags": (), **more})
    sign(desk.workplace, case_id)
    return case_id


@pytest.fixture
def model(desk: Desk) -> FollowUpModel:
    made = FollowUpModel(desk)
    assert made.open(signed(desk)), made.failure
    return made


def on(clock: MovedClock, **span: float) -> None:
    clock.now += timedelta(**span)


def sent(model: FollowUpModel, to: str = TEAM) -> bool:
    return model.send(to=to, way="fax")


def test_a_sending_is_suggested_whole_and_noted_as_it_stands(
    model: FollowUpModel, desk: Desk
) -> None:
    form = model.sending.form()
    assert model.shown.act == "send"
    assert (form.to, form.way, form.answer_by) == (TEAM, "record_system", "måndag 14:02")
    assert form.warnings == ()

    with_words: list[str] = []
    model.noted.connect(with_words.append)
    assert model.send(to=form.to, way=form.way, answer_by=form.answer_by)

    entry = desk.workplace.follow_up.entries(model.case_id)[0]
    assert entry.told("team"), "a team of the criteria is known by its id"
    assert entry.told("answer_by") == "2026-11-23T13:02:00.000+00:00"
    assert with_words == [f"Noterat: Skickad till {TEAM}."]
    assert model.shown.act == "answer"
    assert model.shown.head.due == "Svar väntas senast måndag 14:02"


def test_an_answer_is_awaited_from_when_it_was_sent(model: FollowUpModel) -> None:
    assert model.sending.answer_by("i går 9:30") == "söndag 09:30"
    assert model.sending.answer_by("inte en tid") == ""
    assert model.send(to=TEAM, way="letter", when="i går 9:30", answer_by="söndag 9:30")
    assert model.shown.track[1].told == f"i går 09:30 · {TEAM} · Brev"


def test_a_time_of_answer_that_has_been_is_remarked_on_and_stops_nobody(
    model: FollowUpModel,
) -> None:
    passed = "Den tiden har redan varit. Svaret räknas som försenat från början."
    for typed in ("13:00", "i går 9:30", "2026-11-19"):
        assert model.sending.remark(typed) == passed, typed
    for typed in ("", "14:30", "i morgon", "fredag", "snart"):
        assert model.sending.remark(typed) == "", typed

    late = model.sending.answer_by("2026-11-16 9:30")
    assert late == "i går 09:30", "as it is filled in for what was sent a while ago"
    assert model.send(to=TEAM, way="fax", when="2026-11-16 9:30", answer_by=late)
    assert model.shown.head.due == "Svaret skulle ha kommit i går 09:30"


REFUSED: Mapping[str, tuple[Deed, str, str]] = {
    "nobody to send to": (lambda one: one.send(to="  ", way="fax"), "to", "Mottagare saknas"),
    "no such time": (lambda one: one.send(to="x", way="fax", when="strax"), "when", "14:02"),
    "a time ahead": (lambda one: one.send(to="x", way="fax", when="23:00"), "when", "framåt"),
    "no such time to answer": (
        lambda one: one.send(to="x", way="fax", answer_by="nån gång"),
        "answer_by",
        "Skriv en tid",
    ),
    "an answer before it is sent": (lambda one: one.answered("accepted"), "", "inte noterad"),
    "no answer chosen": (lambda one: sent(one) and one.answered(""), "answer", "Välj vad"),
    "declined without a reason": (
        lambda one: sent(one) and one.answered("declined"),
        "reason",
        "Välj varför",
    ),
    "passed on to nobody": (lambda one: sent(one) and one.answered("redirected"), "to", "saknas"),
    "more wanted, but not what": (
        lambda one: sent(one) and one.answered("more_wanted"),
        "text",
        "text",
    ),
    "answered before it was sent": (
        lambda one: sent(one) and one.answered("accepted", when="9:00"),
        "when",
        "före",
    ),
    "no such day": (
        lambda one: sent(one) and one.answered("accepted", day="strax"),
        "day",
        "Skriv en dag",
    ),
    "a contact without a word": (lambda one: one.contact("  "), "text", "text"),
    "kept without a reason": (lambda one: one.keep(""), "text", "text"),
    "no such day for a condition": (
        lambda one: one.replan("consent", "", "strax"),
        "beside:consent",
        "Skriv en dag",
    ),
    "planned for yesterday": (
        lambda one: one.plan_typed("2026-11-19"),
        "beside:plan",
        "Skriv en dag",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_missing_is_said_beside_its_field(model: FollowUpModel, name: str) -> None:
    deed, field, said = REFUSED[name]

    assert not deed(model)

    assert list(model.problems) == [field]
    assert said in model.problems[field]


def _came_back(answer: str, reason: str = "") -> Standing:
    told = {"answer": answer, "reason": reason}
    entry = Entry("a" * 32, "c", Kind.ANSWERED, "t", "t", "p", "", "", told)
    steps = {
        "declined": Step.DECLINED,
        "redirected": Step.REDIRECTED,
        "more_wanted": Step.MORE_WANTED,
        "advice_enough": Step.ADVICE_ENOUGH,
        "accepted_waiting": Step.WAITING,
        "accepted": Step.ACCEPTED,
    }
    return Standing(steps[answer], answer=entry)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_comes_back_without_a_next_step(language: str) -> None:
    _ = translator(language)
    came = [_came_back(answer) for answer in ANSWERS if answer not in {"accepted", "declined"}]
    came += [_came_back("declined", reason) for reason in (*REASONS, "a reason of tomorrow")]

    for stands in came:
        following = next_steps(stands, _)
        assert following is not None
        assert following.text
        assert following.ways
        assert all(way.words for way in following.ways)
    assert next_steps(_came_back("accepted"), _) is None


def test_every_code_has_a_word_in_the_forms() -> None:
    _ = translator("sv")

    assert set(answer_words(_)) == set(ANSWERS)
    assert set(reason_words(_)) == set(REASONS)
    assert len(way_words(_)) == 6
    assert {"general"} == STAYS


def test_a_referral_that_is_passed_on_goes_where_the_receiver_said_and_keeps_the_chain(
    model: FollowUpModel, desk: Desk
) -> None:
    sent(model)
    assert model.answered("redirected", to="ASIH Göteborg", reason="outside_catchment")

    following = model.shown.next
    form = model.sending.form(again=False)
    assert following is not None
    assert following.ways[0].code == "send_on"
    assert form.to == "ASIH Göteborg"
    assert form.warnings == (), "what came back is no duplicate"
    assert model.send(to=form.to, way="fax", on=True)

    first, _answer, second = desk.workplace.follow_up.entries(model.case_id)
    assert second.told("redirected_from") == first.id
    assert model.shown.act == "answer"


def test_sending_twice_is_warned_of_and_done_by_whoever_means_it(
    model: FollowUpModel, desk: Desk, clock: MovedClock
) -> None:
    sent(model)
    on(clock, days=4)
    own = model.sending.form().warnings
    again = reassess(desk.workplace, model.case_id).id
    desk.workplace.answer(again, "red_flags", ())
    desk.workplace.answer(again, "pain", 2)
    sign(desk.workplace, again)

    assert own == (f"Den här remissen skickades 2026-11-20 14:02 till {TEAM}.",)
    other = FollowUpModel(desk)
    assert other.open(again)
    told = f"En annan remiss om samma patient skickades 2026-11-20 14:02 till {TEAM}."
    assert other.sending.form().warnings == (told,)
    assert sent(other)
    model.open(model.case_id)
    assert model.shown.later == again
    assert model.shown.next is None, "the later decision is the one to follow"
    on(clock, days=31)
    assert other.sending.form().warnings == ()


def test_a_decision_that_was_corrected_is_sent_again(model: FollowUpModel, desk: Desk) -> None:
    sent(model, "Någon annan")
    model.answered("more_wanted", text="Aktuell vikt")
    following = model.shown.next
    assert following is not None
    assert [way.code for way in following.ways] == ["correct", "send_again", "contact"]

    assert model.begin_correction()
    desk.workplace.answer(model.case_id, "pain", 2)
    sign(desk.workplace, model.case_id)
    assert model.open(model.case_id)

    assert model.shown.head.due == "Mottagaren har en äldre version av beslutet"
    assert model.shown.act == "send"
    assert model.sending.form().to == TEAM, "to whom the decision says now"
    assert sent(model)
    assert not model.shown.stands.outdated


def test_an_answer_that_is_late_is_called_late(model: FollowUpModel, clock: MovedClock) -> None:
    sent(model)
    on(clock, days=4)
    model.open(model.case_id)

    assert model.shown.head.late
    assert model.shown.head.due == "Svaret skulle ha kommit i går 14:02"
    assert [point.state for point in model.shown.track] == [
        *("reached", "reached", "ahead", "late", "ahead")
    ]


def test_the_next_reassessment_follows_the_urgency_until_it_is_moved(
    model: FollowUpModel, clock: MovedClock
) -> None:
    assert (model.shown.plan.words, model.shown.plan.why) == (
        "Ombedöms måndag",
        "följer angelägenheten",
    )
    assert model.shown.plan.span == "3"

    assert model.plan_span("1")
    assert (model.shown.plan.words, model.shown.plan.why) == ("Ombedöms i morgon", "vald dag")
    assert model.plan_typed("27/11")
    assert model.shown.plan.words == "Ombedöms 2026-11-27"
    assert model.plan_span("0")
    assert model.shown.plan.words == "Ingen ombedömning planerad"
    assert model.undo()
    on(clock, days=10)
    model.open(model.case_id)
    assert model.shown.plan.words == "Skulle ha ombedömts 2026-11-27"
    assert model.shown.plan.late


def test_conditions_are_ticked_and_unticked_and_say_who_sees_to_them(
    model: FollowUpModel, desk: Desk
) -> None:
    first = model.shown.conditions[0]
    assert not first.met
    assert first.about == "ansvarig läkare"

    assert model.settle(first.code, met=True)
    assert model.shown.conditions[0].met
    assert model.shown.history[0].title == f"Klart: {first.text}"
    assert model.settle(first.code, met=False)
    assert not model.shown.conditions[0].met
    assert model.shown.stands.conditions[0] == first.code
    del desk


def test_who_sees_to_a_condition_is_told_as_it_was_changed_last_wherever_it_is_told(
    model: FollowUpModel, desk: Desk
) -> None:
    workplace, case = desk.workplace, model.case_id
    first = model.shown.conditions[0]
    assert sent(model)
    assert model.replan(first.code, "  Disa  Exempel ", "i morgon")
    entry = workplace.follow_up.entries(case)[-1]

    shown = model.shown.conditions[0]
    assert (shown.owner, shown.due, shown.met) == ("Disa Exempel", "2026-11-21", False)
    assert shown.about.replace("\xa0", " ") == "Disa Exempel · senast i morgon"
    line = model.shown.history[0]
    assert (line.title, line.text) == (
        f"Ändrat: {first.text}",
        "Disa Exempel · senast i morgon",
    )
    told = EntryWords(desk).told(entry)
    assert told.title.startswith("Ändrat: ")
    assert told.texts == ("Disa Exempel", "senast 2026-11-21")
    listed = conditions(workplace, case, "sv", desk.translate)
    assert listed[0] == f"{first.text} · Disa Exempel · senast 2026-11-21"
    assert not model.shown.stands.outdated, "the letter that was sent is the one that holds"

    assert model.replan(first.code, "", "")
    assert model.shown.conditions[0].about == first.about
    assert EntryWords(desk).told(workplace.follow_up.entries(case)[-1]).texts == ("", "ingen dag")
    assert model.undo()
    assert model.shown.conditions[0].due == "2026-11-21", "what stood before holds again"
    assert model.strike(entry.id)
    assert model.shown.conditions[0].due == ""


def test_what_was_noted_by_mistake_is_struck_and_stays_in_sight(model: FollowUpModel) -> None:
    sent(model)
    model.answered("declined", reason="capacity", text="Fullt")
    line = model.shown.history[0]
    assert (line.title, line.text) == ("Avböjd", "Platsbrist eller bemanning · Fullt")

    assert model.strike(line.id, "Fel patient")

    gone = next(one for one in model.shown.history if one.id == line.id)
    assert gone.struck == "Struken i dag 14:02: Fel patient"
    assert not gone.can_strike
    assert model.shown.stands.step is Step.SENT
    assert not model.strike(line.id), "what is struck is not struck again"


@pytest.mark.parametrize(
    ("answer", "more", "said"),
    [
        ("declined", {"reason": "capacity"}, "Noterat: Avböjd, platsbrist eller bemanning."),
        (
            "redirected",
            {"to": "ASIH", "reason": "outside_catchment"},
            "Noterat: Hänvisad vidare till ASIH, utanför upptagningsområdet.",
        ),
        ("accepted", {}, "Noterat: Accepterad."),
    ],
)
def test_what_is_noted_is_said_with_its_reason(
    model: FollowUpModel, answer: str, more: dict[str, str], said: str
) -> None:
    sent(model)
    words: list[str] = []
    model.noted.connect(words.append)
    assert model.answered(answer, **more)

    assert words == [said]


def test_the_last_note_is_undone_once(model: FollowUpModel) -> None:
    assert not model.undo()
    sent(model)
    assert model.can_undo

    assert model.undo()

    assert not model.can_undo
    assert not model.undo()
    assert model.shown.stands.step is Step.UNSENT


def test_every_kind_of_entry_is_told_in_words(model: FollowUpModel, desk: Desk) -> None:
    service, case = desk.workplace.follow_up, model.case_id
    sent(model)
    model.received("Koordinatorn")
    model.contact("Ringer i morgon", way="telephone", whom="Kommunen")
    model.plan_span("0")
    model.plan_span("7")
    model.answered("accepted", place="Avd 4", day="i morgon")
    model.keep("Vården fortsätter här")
    service.closed(case, "died", "2026-11-20", place="Hemma")
    service.registered(case, "2026-11-20")
    model.open(case)

    told = [(one.title, one.text) for one in reversed(model.shown.history)]
    assert told == [
        (f"Skickad till {TEAM}", "Fax · svar väntas senast måndag 14:02"),
        ("Mottagen", "Koordinatorn"),
        ("Kontakt med Kommunen", "Telefon · Ringer i morgon"),
        ("Ingen ombedömning planerad", ""),
        ("Ombedömning planerad: 2026-11-27", ""),
        ("Accepterad", "Avd 4 · från i morgon"),
        ("Skickas inte", "Vården fortsätter här"),
        ("Avslutad: Avliden", "i dag · Hemma"),
        ("Förd till palliativregistret", "i dag"),
    ]
    assert {one.id for one in model.shown.history} == {one.id for one in service.entries(case)}
    assert model.shown.act == "close"
    closing = next(one for one in service.entries(case) if one.kind is Kind.CLOSED)
    assert EntryWords(desk).told(closing).title == "Avslutad: Avliden"


def test_a_line_on_the_decision_says_what_is_next(
    model: FollowUpModel, desk: Desk, clock: MovedClock
) -> None:
    line = line_of(desk, model.case_id)
    assert (line.told, line.ahead) == ("Inte skickad.", "Ombedöms måndag.")
    assert line.action == "Notera som skickad"
    sent(model)
    line = line_of(desk, model.case_id)
    ahead = "Svar väntas senast måndag 14:02. Ombedöms måndag."
    assert (line.told, line.ahead) == ("Skickad.", ahead)
    assert line.action == "Följ upp"


def test_only_what_is_due_warns(model: FollowUpModel, desk: Desk, clock: MovedClock) -> None:
    def warns() -> tuple[bool, bool, str]:
        assert model.open(model.case_id)
        line = line_of(desk, model.case_id)
        return model.shown.head.pressing, model.shown.plan.late, line.ahead

    assert warns() == (True, False, "Ombedöms måndag."), "it is to be sent"
    sent(model)
    assert warns()[0] is False
    model.answered("accepted")
    assert warns() == (False, False, "Ombedöms måndag.")
    on(clock, days=3)
    assert warns() == (True, False, "")
    on(clock, days=1)
    assert warns() == (True, True, "")
    assert line_of(desk, model.case_id).told == "Accepterad. Skulle ha ombedömts i går."


def test_a_draft_has_nothing_to_follow(desk: Desk) -> None:
    model = FollowUpModel(desk)

    assert not model.open(begun(desk.workplace, SETTLED, PERSON))

    assert model.failure
    assert model.case_id == ""


def test_general_care_is_kept_where_it_is_and_can_be_sent_all_the_same(desk: Desk) -> None:
    case_id = begun(desk.workplace, {**SETTLED, "red_flags": ()})
    desk.workplace.sign(case_id, "general", None, {"reason": "local_agreement"}, AUTHOR)
    model = FollowUpModel(desk)
    assert model.open(case_id)

    assert model.shown.head.step == "Skickas inte"
    assert model.shown.act == ""
    assert model.shown.plan.words == "Ombedöms måndag"
    assert sent(model)
    assert model.shown.head.step == "Skickad"


def test_a_sending_that_is_kept_is_told_kept_though_its_way_is_not(
    model: FollowUpModel, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(desk.workplace.store, "set_own_setting", full)
    monkeypatch.setattr(desk.workplace.store, "set_setting", full)

    assert sent(model)
    assert [one.kind for one in desk.workplace.follow_up.entries(model.case_id)] == [Kind.SENT]


def test_what_another_window_noted_meanwhile_is_read_before_anything_is_noted(
    model: FollowUpModel, desk: Desk
) -> None:
    other = FollowUpModel(desk)
    assert other.open(model.case_id)
    assert sent(other)
    failed: list[str] = []
    model.failed.connect(failed.append)
    model.half.type_in("send", {"to": TEAM})

    assert not sent(model), "nobody sends twice without knowing"
    assert [one.startswith("Ärendet är ändrat i ett annat fönster") for one in failed] == [True]
    assert model.shown.act == "answer"
    assert model.half.told("send") == {"to": TEAM}
    assert len(desk.workplace.follow_up.entries(model.case_id)) == 1

    assert sent(model), "now it is known"
    assert not other.undo(), "of what somebody added to, nothing is struck unseen"
    assert len(desk.workplace.follow_up.entries(model.case_id)) == 2
