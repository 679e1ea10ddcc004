"""``import``: files by chat, always as a dry run first; templates, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk import imports
from bot.desk.imports.telling import Telling
from bot.desk.imports.wording import sentence, sentences
from bot.handlers.call import Attachment, Call
from bot.handlers.commands.words import Words
from bot.handlers.forms import form
from bot.ports import File
from engagement.cards import Bullets, Fields, Paragraph, Tone
from engagement.errors import ImportRefused, NotFound, Refused
from engagement.people import Permission

RETIRE = "retire"


def run(call: Call, words: Words) -> None:
    """Explain, hand out a template, list earlier imports, or take one back."""
    verb = words.take().casefold()
    if not verb:
        kinds = tuple(f"{k}: {call.say(f'import.kind.{k}')}" for k in imports.KINDS)
        call.tell(call.say("import.intro"), blocks=(Bullets(lines=kinds),))
    elif verb in {"list", "lista"}:
        _list(call)
    elif verb in {"undo", "ångra"}:
        _undo(call, words.demand(call.say("usage.import")))
    else:
        _template(call, verb)


def _template(call: Call, kind: str) -> None:
    if kind not in imports.KINDS:
        known = ", ".join(imports.KINDS)
        raise NotFound("import_kind", kind=kind, known=known)
    attachment = Attachment(
        name=f"{kind}.csv",
        media_type="text/csv",
        content=imports.template(kind),
        label=call.say("import.template", name=f"{kind}.csv"),
    )
    call.tell(call.say("import.how", kind=kind), attachments=(attachment,))


def _list(call: Call) -> None:
    rows = tuple(
        (
            f"{row.import_id[:8]} {row.file_name}",
            call.say(
                "import.undone" if row.undone else "import.rows",
                n=row.rows,
                day=call.at.desk.texts.day(row.at.date(), call.language),
            ),
        )
        for row in call.at.unit.books.imports()
    )
    if not rows:
        call.tell(call.say("import.none"))
        return
    call.tell(call.say("import.list"), blocks=(Fields(rows=rows),))


def _undo(call: Call, name: str) -> None:
    found = [r for r in call.at.unit.books.imports() if r.import_id.startswith(name)]
    if len(found) != 1:
        raise NotFound("import_unknown", name=name)
    number = imports.undo(call.at, found[0].import_id, call.record)
    call.tell(call.say("import.taken_back", n=number, name=found[0].file_name))


# --- files ---------------------------------------------------------------------


def dropped(call: Call, what: File) -> None:
    """Dry-run a file that was dropped: nothing is stored before it is confirmed."""
    call.demand(Permission.COORDINATOR)
    try:
        plan = imports.plan(call.at, _kind(call, what), what.name, what.content)
    except ImportRefused as refused:
        call.tell(
            call.say("import.refused", name=what.name, n=len(refused.problems)),
            blocks=(Bullets(lines=tuple(sentences(refused, call.say))),),
            tone=Tone.WARNING,
        )
        return
    if not plan.facts and not plan.retirements:
        call.tell(call.say("import.nothing", name=what.name))
        return
    file_id = call.at.unit.keep_file(what.name, what.content, call.at.now)
    data = {"kind": plan.kind, "file": file_id, "name": what.name}
    if plan.facts:
        _confirm(call, plan, data)
    else:
        _ask_retiring(call, plan, data)


def _kind(call: Call, what: File) -> str:
    """Return the kind written with the file, ``/ledning import kpis``, or guess it."""
    for word in what.note.casefold().replace("/", " ").split():
        if word in imports.KINDS:
            return word
    kind = imports.guess(call.at, what.name, what.content)
    if kind is None:
        raise Refused("import_which", known=", ".join(imports.KINDS))
    return kind


def _confirm(call: Call, plan: imports.ImportPlan, data: Mapping[str, str]) -> None:
    """Show what would change, and ask."""
    told = Telling(at=call.at, plan=plan, language=call.language)
    rows = (
        (call.say("import.added"), told.names(plan.added)),
        (call.say("import.changed"), str(len(plan.changed))),
        (call.say("import.unchanged"), str(len(plan.unchanged))),
        (call.say("import.missing"), told.names(plan.missing)),
    )
    lines = tuple(told.lines())
    changes = (Bullets(lines=lines),) if lines else ()
    warnings = tuple(
        Paragraph(text=sentence(warning, call.say), tone=Tone.WARNING)
        for warning in plan.warnings
    )
    retiring = ((RETIRE, "import.retire"),) if plan.retirements else ()
    form(
        call,
        "import.accept",
        data,
        call.say("import.confirm", name=plan.file_name, kind=plan.kind),
        (),
        blocks=(Fields(rows=rows), *changes, *warnings),
        submit="action.import",
        actions=(*retiring, ("cancel", "action.cancel")),
        n=len(plan.retirements),
    )


def _ask_retiring(
    call: Call, plan: imports.ImportPlan, data: Mapping[str, str]
) -> None:
    """Ask whether these are really to be taken out of use; they are named."""
    told = Telling(at=call.at, plan=plan, language=call.language)
    count = len(plan.retirements)
    rest = "import.retire_besides" if plan.facts else "import.retire_only"
    form(
        call,
        "import.retire",
        {**data, "retire": " ".join(plan.missing)},
        call.say("import.retire_sure", n=count),
        (),
        blocks=(
            Fields(rows=((call.say("import.gone"), told.names(plan.missing)),)),
            Paragraph(text=call.say(rest, name=plan.file_name)),
        ),
        submit="import.retire",
        actions=(("cancel", "action.cancel"),),
        n=count,
    )


def accept(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Import a file that was looked at before; it is read and checked again.

    Whoever wants to retire what is no longer in it is asked once more.
    """
    del values
    call.demand(Permission.COORDINATOR)
    plan = _plan_again(call, data)
    if data["verb"] == RETIRE and plan.retirements:
        about = {name: data[name] for name in ("kind", "file", "name")}
        _ask_retiring(call, plan, about)
        return
    _done(call, plan, imports.accept(call.at, plan, call.record), len(plan.facts))


def retire(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Import a file, and take out of use those that were named and are not in it."""
    del values
    call.demand(Permission.COORDINATOR)
    plan = _plan_again(call, data)
    # Only what was shown: what has been added since was agreed to by nobody.
    gone = {*data["retire"].split()} & {*plan.missing}
    import_id = imports.accept(call.at, plan, call.record, retire=gone)
    _done(call, plan, import_id, len(plan.facts) + len(gone))


def _plan_again(call: Call, data: Mapping[str, str]) -> imports.ImportPlan:
    content = call.at.unit.kept_file(data["file"])
    if content is None:
        raise NotFound("form_gone")
    return imports.plan(call.at, data["kind"], data["name"], content)


def _done(call: Call, plan: imports.ImportPlan, import_id: str, count: int) -> None:
    which = import_id[:8]
    call.tell(call.say("import.done", name=plan.file_name, n=count, which=which))
