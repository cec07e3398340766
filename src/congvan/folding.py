"""Folding: the ways of writing one name → one key."""

from __future__ import annotations

from congvan.grammar import Grammars
from congvan.mentions import Mention
from congvan.tries import trie

_CENTRAL = " trung ương"
"""A level that always adds something: `Ban Tổ chức Trung ương` is never that of a province."""
_MOST = 50_000
"""How many forms are kept folded."""


class Folder:
    """Folds the ways of writing one name into one key. Made once for each grammar (see `folder`)."""

    def __init__(self, rules: Grammars) -> None:
        self._known: dict[str, str] = {}
        grammar = rules.parties
        lists = grammar.lists
        self._opened = dict(line.split(" = ") for line in lists["abbreviations"])
        self._short = grammar.made("folding.short", rf"(?<![\w&]){trie(self._opened)}(?![\w&])")
        names = ("honorifics", "determiners", "levels")
        words = {name: trie(word.casefold() for word in lists[name]) for name in names}
        self.levels = tuple(dict.fromkeys(word.casefold() for word in lists["levels"]))
        self._honorific = grammar.made("folding.honorific", rf"^(?:(?:các )?{words['honorifics']} )+")
        self._determiner = grammar.made("folding.determiner", rf"^(?:{words['determiners']} )+")
        self._level = grammar.made("folding.level", rf" {words['levels']}$")
        self._place = grammar.made("folding.place", rf"(?<! các)(?P<level> {words['levels']})(?: [^\W\d]+){{1,4}}$")
        self._partial = tuple(f"{word} " for word in lists["partial"])
        self._polite = frozenset(lists["polite"])
        self._core = grammar["core"]
        self._joint = grammar["joint"]
        self._needless = grammar["needless"]
        self._row = grammar["level-row"]
        self._organ = grammar["organ-last"]
        self._body = grammar["bodily"]
        self._seat = grammar["party-seat"]
        self._label = grammar["person-label"]
        self._generic = grammar["generic"]
        self._unleveled = grammar.made("folding.unleveled", rf"(?<! các) {words['levels']}(?: [^\W\d]+){{0,4}}$")
        self._posts = frozenset(post.casefold() for post in lists["posts"])
        self._founded = frozenset(name.casefold() for name in lists["founded"])
        heads: dict[str, list[str]] = {}
        for head in lists["body_heads"]:
            heads.setdefault(self.fold(head) if head.isupper() else head.casefold(), []).append(head)
        for head in lists["uncalled"]:
            heads.pop(head.casefold(), None)
        for line in lists["calls"]:
            call, head = line.split(" = ")
            heads[head.casefold()].append(call)
        self._heads = heads
        self._bare = frozenset(name.casefold() for name in lists["bare_groups"])
        self._loose = frozenset((*heads, *(name.casefold() for name in lists["councils"])))

    def fold(self, name: str) -> str:
        """The key of a name: abbreviations opened, honorifics dropped, one word for `các`, `những`, `toàn thể`."""
        if name not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[name] = self._folded(name)
        return self._known[name]

    def _folded(self, name: str) -> str:
        key = self._honorific.sub("", self.opened(name).casefold())
        if led := self._determiner.match(key):
            key = ("một số " if led[0] == "một số " else "các ") + key[led.end() :]
        key = self._needless.compiled.sub("", " ".join(self._joint.compiled.sub(" ", key).split()))
        key = self._row.compiled.sub(" các", key)
        organ = self._organ.compiled.fullmatch(key)
        return f"{organ['organ']} {organ['body']}" if organ else key

    def opened(self, name: str) -> str:
        """The name with its abbreviations opened."""
        return self._short.sub(lambda match: self._opened[match[0]], name)

    def abbreviates(self, name: str) -> bool:
        """Tell whether a name holds an abbreviation."""
        return bool(self._short.search(name))

    def led(self, name: str) -> bool:
        """Tell whether a determiner or an honorific opens a name: then it is no abbreviation to speak of."""
        folded = name.casefold()
        return bool(self._determiner.match(folded) or self._honorific.match(folded))

    def partial(self, name: str) -> bool:
        """Tell whether a name counts out of many (`mỗi`, `từng`)."""
        return name.casefold().startswith(self._partial)

    def polite(self, key: str) -> bool:
        """Tell whether a key only addresses the readers (`Quý cơ quan`)."""
        return key in self._polite

    def label(self, text: str, end: int) -> tuple[str, ...]:
        """What a label says of the person named right after it: `Chủ trì (chủ tọa): bà …`."""
        match = self._label.compiled.fullmatch(text, 0, end)
        return tuple(filter(None, match.group("post", "other"))) if match else ()

    def post(self, key: str) -> bool:
        """Tell whether a key is a post without the body it belongs to."""
        return key in self._posts

    def bare(self, key: str) -> bool:
        """Tell whether a class is named by a word that needs the body it is of (`các thành viên`)."""
        return key.removeprefix("các ") in self._bare

    def generic(self, key: str) -> bool:
        """Tell whether a class could be anybody's (`các cơ quan, đơn vị`)."""
        return bool(self._generic.compiled.fullmatch(key))

    def organized(self, mention: Mention) -> bool:
        """Tell whether what is read as a group is one body (`Bộ phận kế toán`, `Phòng Bưu chính`)."""
        return mention.name.kind == "group" and bool(self._body.compiled.fullmatch(mention.key))

    def calls(self, key: str) -> list[str]:
        """How a document may call the body of its own that a key names: `Sở`, `Nhà trường`, `Ban Chỉ đạo`."""
        words = key.split()
        for end in range(len(words), 0, -1):
            if forms := self._heads.get(" ".join(words[:end])):
                return forms
        return []

    def unleveled(self, key: str) -> str:
        """The key without its level and place: `Đảng ủy` of the one that is named in full."""
        match = None if "các " in key else self._unleveled.search(key)
        if match:
            return key[: match.start()]
        seat = self._seat.compiled.search(key)
        return key[: seat.start()] if seat and key[: seat.start()] not in self._loose else key

    def founded(self, key: str) -> bool:
        """Tell whether a key is the first word of a body that is named once in full (`Tổ công tác`)."""
        return key in self._founded

    def base(self, key: str) -> str:
        """The key without a level that adds nothing (`phòng giáo dục đào tạo huyện`)."""
        if key.endswith(_CENTRAL) or self._core.compiled.search(key):
            return key
        return self._level.sub("", key)

    def unplaced(self, key: str) -> str:
        """The key without the proper name of its place: `ủy ban nhân dân tỉnh` of a province that is named."""
        match = None if key.startswith("các ") else self._place.search(key)
        if not match:
            return key
        return key[: match.end("level")] if self._core.compiled.search(key) else key[: match.start()]


_MADE: dict[str, Folder] = {}


def folder(rules: Grammars) -> Folder:
    """The folder for a set of grammars; made once."""
    if rules.digest not in _MADE:
        _MADE[rules.digest] = Folder(rules)
    return _MADE[rules.digest]
