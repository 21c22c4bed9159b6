"""Sentences about one office: hours, address, and how sure we are. Unknown is said as such."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actions import knowledge
from actions.reply import Reply
from offices_db.hours import Interval, day_at, open_days, state_at
from offices_db.models import Office

FRIDAY = 4


def say_hours_now(reply: Reply, office: Office) -> Reply:
    """Open, closed or unknown at this moment, and the next change where it is known."""
    now = knowledge.now()
    state = state_at(office, now)
    if state.closes_at:
        return reply.say("open_now", office=office.name, closes_time=_clock(state.closes_at))
    if state.reason == "public_holiday":
        _say_closed_reason(reply, office, now.date(), today=True)
    if state.next_opening:
        return reply.say(
            "closed_now_opens",
            office=office.name,
            opens_day=state.next_opening.date().isoformat(),
            opens_time=_clock(state.next_opening),
        )
    if state.open_now is False and state.reason != "public_holiday":
        _say_closed_reason(reply, office, now.date(), today=True)
    return say_usual_hours(reply, office)


def say_hours_on(reply: Reply, office: Office, day: date) -> Reply:
    """Open, closed or unknown on a day."""
    hours = day_at(office, day)
    if hours.open:
        reply.say(
            "open_on_day",
            office=office.name,
            day=day.isoformat(),
            hours=_spans(hours.intervals),
        )
        return reply.say("holiday_may_differ", holiday=hours.holiday) if hours.holiday else reply
    if hours.open is False:
        return _say_closed_reason(reply, office, day, today=False)
    reply.say("hours_unknown_on_day", office=office.name, day=day.isoformat())
    return say_usual_hours(reply, office)


def say_week(reply: Reply, office: Office) -> Reply:
    """The open days and times of this week, or at the weekend of the next, where known."""
    today = knowledge.now().date()
    over = today.weekday() > FRIDAY
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=over)
    days = [[first, last, _spans(spans)] for first, last, spans in open_days(office, monday)]
    if not days:
        return reply
    return reply.say("open_next_week" if over else "open_this_week", week=days)


def say_usual_hours(reply: Reply, office: Office) -> Reply:
    """What is known where the office's own hours are not."""
    if office.opening_hours is None:
        if office.closed_weekday:
            reply.say("closed_weekday", weekday=office.closed_weekday)
        reply.say("hours_unknown", office=office.name)
    return reply


def say_address(reply: Reply, office: Office) -> Reply:
    if office.street_address:
        return reply.say("address", address=office.street_address)
    return reply.say("address_unknown", page=knowledge.register().network.page)


def say_certainty(reply: Reply, office: Office) -> Reply:
    """How sure the register is of this office, and since when."""
    if office.status == "closing":
        reply.say("office_closing", office=office.name)
    dated = "dated" if office.checked_on else "undated"
    return reply.say(
        f"certainty_{office.confidence}_{dated}",
        checked_date=office.checked_on,
        page=knowledge.register().network.page,
    )


def say_closed_offices(reply: Reply, offices: list[Office]) -> Reply:
    """Someone who names a place whose office has closed hears that first."""
    for office in offices:
        if office.status == "closed" and office.closed:
            reply.say("office_closed_on", office=office.name, closed_date=office.closed)
        elif office.status == "closed":
            reply.say("office_closed", office=office.name)
    return reply


def _say_closed_reason(reply: Reply, office: Office, day: date, *, today: bool) -> Reply:
    hours = day_at(office, day)
    if hours.reason == "public_holiday":
        return reply.say("closed_on_holiday", day=day.isoformat(), holiday=hours.holiday)
    response = "closed_today" if today else "closed_on_day"
    return reply.say(response, office=office.name, day=day.isoformat())


def _spans(intervals: tuple[Interval, ...]) -> list[list[str]]:
    return [[start.isoformat(), end.isoformat()] for start, end in intervals]


def _clock(moment: datetime) -> str:
    """The time of day as ISO, for values that carry no words."""
    return moment.strftime("%H:%M")
