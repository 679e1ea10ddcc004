"""Launching by hand: what a coordinator presses, and the smallest company to do it in."""

from __future__ import annotations

from pathlib import Path

from engagement.cards import Section
from engagement.texts import Language
from tests.acceptance.app_parts import CEO, KARIN, Chat

ORGANISATION = """id = "ankaret"
name = "Ankaret AB"
language = "{language}"
"""
PEOPLE = """id,name,role_en,role_sv,email,language,zone,country,permissions,functions,joined
E1,Vera Ek,CEO,vd,vera@ankaret.example,{language},Europe/Stockholm,SE,executive,ceo,2020-01-01
E2,Nils Berg,CFO,ekonomichef,,{language},Europe/Stockholm,SE,executive,cfo,2020-01-01
E3,Maja Ståhl,COO,operativ chef,,{language},Europe/Stockholm,SE,executive,coo,2020-01-01
C1,Kim Ros,Quality manager,kvalitetschef,kim@ankaret.example,{language},Europe/Stockholm,SE,coordinator,coordinator,2020-01-01
"""
FILES = {
    "people.csv": PEOPLE,
    "goals.csv": "id,title_en,title_sv\nG1,Keep promises,Hålla löften\n",
    "objectives.csv": "id,title_en,title_sv,goal,owner,baseline,target,due\n"
    "O1,Deliveries on time,Leveranser i tid,G1,E3,91,95,2027-06-30\n",
    "risks.csv": "id,title_en,title_sv,kind,owner,likelihood,impact\n"
    "R1,One supplier,En enda leverantör,threat,E3,3,5\n",
}


def four_files(folder: Path, language: Language) -> Path:
    """Write the files of a company with nothing but people, goals and risks."""
    folder.mkdir()
    text = ORGANISATION.format(language=language)
    (folder / "organisation.toml").write_text(text, encoding="utf-8")
    for name, held in FILES.items():
        (folder / name).write_text(held.format(language=language), encoding="utf-8")
    return folder


async def tell_of_data(chat: Chat) -> list[str]:
    """Save what people are told about their data, as it is proposed."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning launch notice")
    form = (await karin.messages())[-1].card
    assert form is not None
    section = form.sections[0]
    values = {one.input_id: getattr(one, "value", "") for one in section.inputs}
    return await karin.submit("send", section.reference, **values)


async def approve(chat: Chat) -> None:
    """Ask the CEO, and have them approve."""
    await chat.as_(KARIN).command("/ledning launch ask")
    await chat.as_(CEO).click("approve")


async def prepare(chat: Chat) -> None:
    """Do everything that stands before a launch."""
    await tell_of_data(chat)
    await approve(chat)


async def launch(chat: Chat, whom: str = "go") -> str:
    """Launch for everybody, or for the people that are named."""
    karin = chat.as_(KARIN)
    await karin.command(f"/ledning launch {whom}")
    form = (await karin.messages())[-1].card
    assert form is not None, whom
    return "\n".join(await karin.submit("send", form.sections[0].reference))


def shown(section: Section) -> tuple[object, ...]:
    """Return everything of a section that its reader sees: all but its ids."""
    pressed = [] if section.submit is None else [section.submit.label]
    pressed += [action.label for action in (*section.actions, *section.more)]
    return section.state, section.blocks, section.inputs, tuple(pressed)
