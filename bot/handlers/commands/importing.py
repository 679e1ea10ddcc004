"""``import``: files by chat, always as a dry run first; templates, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk import imports
from bot.desk.imports.wording import sentence, sentences
from bot.handlers.call import Attachment, Call
from bot.handlers.commands.words import Words
from bot.handlers.forms import form
from bot.ports import File
from engagement.cards import Bullets, Fields, Paragraph, Tone
from engagement.errors import ImportRefused, NotFound, Refused
from engagement.people import Permission


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
    if not plan.facts:
        call.tell(call.say("import.nothing", name=what.name))
        return
    _confirm(call, plan, what)


def _kind(call: Call, what: File) -> str:
    """Return the kind written with the file, ``/ledning import kpis``, or guess it."""
    for word in what.note.casefold().replace("/", " ").split():
        if word in imports.KINDS:
            return word
    kind = imports.guess(call.at, what.name, what.content)
    if kind is None:
        raise Refused("import_which", known=", ".join(imports.KINDS))
    return kind


def _confirm(call: Call, plan: imports.ImportPlan, what: File) -> None:
    """Show what would change, and ask."""
    rows = (
        (call.say("import.added"), str(len(plan.added))),
        (call.say("import.changed"), str(len(plan.changed))),
        (call.say("import.unchanged"), str(len(plan.unchanged))),
        (call.say("import.missing"), ", ".join(plan.missing) or "–"),
    )
    warnings = tuple(
        Paragraph(text=sentence(warning, call.say), tone=Tone.WARNING)
        for warning in plan.warnings
    )
    file_id = call.at.unit.keep_file(what.name, what.content, call.at.now)
    form(
        call,
        "import.accept",
        {"kind": plan.kind, "file": file_id, "name": what.name},
        call.say("import.confirm", name=what.name, kind=plan.kind),
        (),
        blocks=(Fields(rows=rows), *warnings),
        submit="action.import",
        actions=(("cancel", "action.cancel"),),
    )


def accept(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Import a file that was looked at before; it is read and checked again."""
    del values
    call.demand(Permission.COORDINATOR)
    content = call.at.unit.kept_file(data["file"])
    if content is None:
        raise NotFound("form_gone")
    plan = imports.plan(call.at, data["kind"], data["name"], content)
    import_id = imports.accept(call.at, plan, call.record)
    call.tell(
        call.say(
            "import.done", name=data["name"], n=len(plan.facts), which=import_id[:8]
        )
    )
