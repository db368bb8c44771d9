"""A task small enough for a model of two million parameters: tools, requests with the right answer,
and outputs as a careless model writes them. Everything is made up here; nothing is downloaded."""
import json
import random

TOWNS = "Aarhus Basel Bologna Cadiz Delft Essen Faro Ghent Innsbruck Jena Kiel Lille Mainz Nantes Odense Padua".split()
PEOPLE = "Ada Bo Cem Dora Eli Fay Gus Hana Ivo Jo Kim Lou Max Nia Oli Pia".split()
THINGS = "paper pens stamps tape ink glue folders labels clips chalk".split()
KINDS = "old small famous rare northern painted wild quiet bright hidden tall broken early paper stone silver".split()
SUBJECTS = "roses comets bridges violins glaciers owls castles tides maps silks engines rivers clocks masks moons gardens".split()
ROOMS = ["attic", "cellar", "studio", "lobby"]
DAYS = ["monday", "wednesday", "friday"]
NOTES = ["bring the key", "call the office", "running late", "the parcel is here", "meeting moved"]
TEXT, WHOLE, YES_NO = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
TEXTS = {"type": "array", "items": {"type": "string"}}


def one_of(words):
    return {"type": "string", "enum": words}


def tool(name, properties, required):
    return {"type": "function", "function": {"name": name, "description": name.replace("_", " "), "parameters": {
        "type": "object", "properties": properties, "required": required, "additionalProperties": False}}}


TOOLS = {t["function"]["name"]: t for t in [
    tool("find_trains", {"origin": TEXT, "target": TEXT, "changes": WHOLE}, ["origin", "target"]),
    tool("rent_bike", {"town": TEXT, "hours": WHOLE, "electric": YES_NO}, ["town", "hours"]),
    tool("order_goods", {"goods": TEXTS, "amount": WHOLE}, ["goods"]),
    tool("write_note", {"people": TEXTS, "note": TEXT}, ["people", "note"]),
    tool("heat_room", {"room": one_of(ROOMS), "degrees": WHOLE}, ["room", "degrees"]),
    tool("plan_visit", {"person": TEXT, "day": one_of(DAYS), "hour": WHOLE}, ["person", "day"]),
    tool("lock_door", {"room": one_of(ROOMS), "locked": YES_NO}, ["room", "locked"]),
    tool("list_rooms", {"floor": WHOLE}, []),
]}


def ask(r, name):
    """What the user says, and the arguments that are right."""
    pick = r.choice
    if name == "find_trains":
        origin, target = r.sample(TOWNS, 2)
        a = {"origin": origin, "target": target}
        text = f"Trains from {origin} to {target}"
        if r.random() < .5:
            a["changes"] = r.randint(1, 4)
            text += f" with at most {a['changes']} changes"
    elif name == "rent_bike":
        a = {"town": pick(TOWNS), "hours": r.randint(2, 48)}
        text = f"Rent me a bike in {a['town']} for {a['hours']} hours"
        if r.random() < .5:
            a["electric"] = r.random() < .5
            text += ", an electric one" if a["electric"] else ", not an electric one"
    elif name == "order_goods":
        a = {"goods": r.sample(THINGS, pick([1, 1, 2]))}
        text = "Order " + " and ".join(a["goods"])
        if r.random() < .5:
            a["amount"] = r.randint(2, 60)
            text += f", {a['amount']} of each"
    elif name == "write_note":
        a = {"people": r.sample(PEOPLE, pick([1, 1, 2])), "note": pick(NOTES)}
        text = f"Note to {' and '.join(a['people'])}: {a['note']}"
    elif name == "heat_room":
        a = {"room": pick(ROOMS), "degrees": r.randint(14, 26)}
        text = f"Heat the {a['room']} to {a['degrees']} degrees"
    elif name == "plan_visit":
        a = {"person": pick(PEOPLE), "day": pick(DAYS)}
        text = f"Plan a visit of {a['person']} on {a['day']}"
        if r.random() < .5:
            a["hour"] = r.randint(8, 18)
            text += f" at {a['hour']}"
    elif name == "lock_door":
        a = {"room": pick(ROOMS), "locked": r.random() < .6}
        text = f"{'Lock' if a['locked'] else 'Unlock'} the {a['room']}"
    else:
        a = {}
        text = "Which rooms are there"
        if r.random() < .7:
            a["floor"] = r.randint(1, 9)
            text += f" on floor {a['floor']}"
    return pick(["", "", "Please. ", "Good morning. "]) + text + ".", a


def request(r):
    """A request with two tools; for one in ten neither is of use, and the answer is in words."""
    if r.random() < .1:
        subject = f"{r.choice(KINDS)} {r.choice(SUBJECTS)}"
        text = r.choice(["What do you know about {}?", "Tell me of {}.", "Are {} old?"]).format(subject)
        return {"user": text, "tools": r.sample(sorted(TOOLS), 2), "call": None,
                "words": f"None of my tools knows {subject}."}
    name = r.choice(sorted(TOOLS))
    text, arguments = ask(r, name)
    tools = [name, r.choice([t for t in sorted(TOOLS) if t != name])]
    r.shuffle(tools)
    return {"user": text, "tools": tools, "call": {"name": name, "arguments": arguments}, "words": None}


def marked(text):
    return f"<tool_call>\n{text}\n</tool_call>"


def good(x):
    return x["words"] if x["call"] is None else marked(json.dumps(x["call"]))


def types(x):
    return TOOLS[x["call"]["name"]]["function"]["parameters"]["properties"]


def quoted_scalars(x):
    a = {k: json.dumps(v) if isinstance(v, (int, bool)) else v for k, v in x["call"]["arguments"].items()}
    return marked(json.dumps({**x["call"], "arguments": a})) if a != x["call"]["arguments"] else None


def shouted(x):
    a = {k: v.upper() if "enum" in types(x)[k] else v for k, v in x["call"]["arguments"].items()}
    return marked(json.dumps({**x["call"], "arguments": a})) if a != x["call"]["arguments"] else None


def nulls(x):
    a = {k: x["call"]["arguments"].get(k) for k in types(x)}
    return marked(json.dumps({**x["call"], "arguments": a})) if a != x["call"]["arguments"] else None


def python(x):
    a = ", ".join(f"{k}={v!r}" for k, v in x["call"]["arguments"].items())
    return f"[{x['call']['name']}({a})]" if a else None


def bare_keys(x):
    a = ", ".join(f"{k}: {json.dumps(v)}" for k, v in x["call"]["arguments"].items())
    return marked("{name: %s, arguments: {%s}}" % (json.dumps(x["call"]["name"]), a))


DEFECTS = {
    "single-quotes": lambda x: marked(repr(x["call"])),
    "trailing-comma": lambda x: marked(json.dumps(x["call"])[:-2] + ",}}") if x["call"]["arguments"] else None,
    "fence": lambda x: "```json\n" + json.dumps(x["call"]) + "\n```",
    "quoted-scalars": quoted_scalars,
    "enum-case": shouted,
    "nulls": nulls,
    "python-call": python,
    "unquoted-keys": bare_keys,
    "missing-brace": lambda x: marked(json.dumps(x["call"])[:-1]),
    "broken": lambda x: marked(json.dumps(x["call"])[:len(json.dumps(x["call"])) * 2 // 3]),
    "text-arguments": lambda x: marked(json.dumps({**x["call"], "arguments": json.dumps(x["call"]["arguments"])})),
    "words-and-json": lambda x: "I will do that. " + json.dumps(x["call"]),
    "extra-member": lambda x: marked(json.dumps({**x["call"], "arguments": {**x["call"]["arguments"], "sure": True}})),
}


def careless(r, x, share_good):
    """An output as the base model is taught to write it."""
    if x["call"] is None or r.random() < share_good:
        return good(x)
    while True:
        text = DEFECTS[r.choice(sorted(DEFECTS))](x)
        if text is not None:
            return text


def tools_of(x):
    return [TOOLS[name] for name in x["tools"]]


def messages_of(x):
    return [{"role": "user", "content": x["user"]}]


def requests(seed, count, taken):
    """Requests that are in no other set."""
    r, out = random.Random(seed), []
    while len(out) < count:
        x = request(r)
        if x["user"] not in taken:
            taken.add(x["user"])
            out.append(x)
    return out
