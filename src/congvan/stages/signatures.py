"""Signatures (chữ ký): by what authority, in what post, who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import regex

from congvan import record
from congvan.grammar import Grammar
from congvan.text import View, join

Kind = Literal["authority", "post", "name", "part", "rest"]
_LONGEST = 400  # of a longer line only the beginning is looked at
_MOST = 300  # so are the first lines of a longer column
_PLAIN = 90  # a longer line in small letters is a sentence, whatever post it begins with
_WRAPS = 5  # no authority and no post runs over more lines
_LETTERS = regex.compile(r"\p{L}{2}")
_FAMILY = regex.compile(r"\p{Lu}\p{Ll}*(?=[ '’-])")
_END = " .,;:_-–*"


class Found(NamedTuple):
    """One signer: authorities in the order written, each with whom it is for; post; name without titles."""

    authority: tuple[tuple[record.AuthorityCode, View], ...]
    position: View | None
    name: View | None
    spans: record.Spans
    rule: str

    def record(self) -> record.Signature:
        """The signer as the record holds it."""
        return record.Signature(
            authority=tuple(record.Authority(code=code, on_behalf_of=view.text) for code, view in self.authority),
            position=self.position.text if self.position else None,
            name=self.name.text if self.name else None,
            spans=self.spans,
        )


class _Token(NamedTuple):
    """A piece of the signing column; `rest` goes on with what is above: a line in capitals, or a body's name."""

    kind: Kind
    view: View
    rule: str
    code: record.AuthorityCode | None = None


def find(lines: Sequence[View], rules: Grammar) -> tuple[Found, ...]:
    """Read the lines of the signing columns, top to bottom, several signers one after the other.

    After it, every signer has an authority or a post, or a name that stands under a note of signing; notes, stamps
    and titles are in no value.
    """
    lines = lines[:_MOST]
    signed = any(rules["signed"].find(line.key[:_LONGEST]) for line in lines)
    tokens = _names(_authorities([token for line in lines for token in _tokens(line, rules)], rules), rules)
    return tuple(found for group in _groups(tokens) for found in _signers(group, signed))


def starts(line: View, rules: Grammar) -> bool:
    """Whether a line can open a signing block: an authority (`KT. …`), or a post in capitals alone on its line."""
    text = line.text
    if not 2 < len(text) <= 140 or not (text[:2].isupper() or text[1] in "./" or text[2] in "./ "):
        return False
    return rules.first(line.key, "opening") is not None


def _tokens(line: View, rules: Grammar) -> Iterator[_Token]:
    """Cut a line at its seams, drop notes and stamps, tell what each piece is."""
    if len(line) > _LONGEST:
        line = line.cut(0, _LONGEST)
    if rules["stamp"].find(line.key):
        return
    for part in _unsigned(line, rules):
        cuts = sorted({found.match.end() for found in rules["seam"].find_all(part.key)} - {0, len(part)})
        for low, high in zip([0, *cuts], [*cuts, len(part)], strict=True):
            piece = part.cut(low, high)
            if _LETTERS.search(piece.text):
                yield from _classified(piece, rules)


def _unsigned(line: View, rules: Grammar) -> Iterator[View]:
    """The pieces of a line around its notes of signing."""
    start = 0
    for note in rules["signed"].compiled.finditer(line.key):
        yield line.cut(start, note.start())
        start = note.end()
    yield line.cut(start)


def _classified(piece: View, rules: Grammar) -> Iterator[_Token]:
    if found := rules.first(piece.key, "authority"):
        code: record.AuthorityCode = (found.rule.gives or {})["code"]
        yield _Token("authority", piece.cut(found.span("body")[0]), found.rule.name, code)
    elif (found := rules["post"].find(piece.key)) and (piece.text.isupper() or len(piece) <= _PLAIN):
        yield from _post(piece, found.span("rest")[0], rules)
    elif name := _name(piece, rules, strict=piece.text.isupper() or rules["body"].find(piece.key) is not None):
        yield _Token("name", name, "name")
    elif rules["syllable"].find(piece.text):
        yield _Token("part", piece, "syllable")
    elif rules["broken"].find(piece.key):
        yield _Token("post", piece, "broken")
    elif piece.text[0].isupper() and _goes_on(piece, rules):
        yield _Token("rest", piece, "body")


def _goes_on(piece: View, rules: Grammar) -> bool:
    """Whether a piece goes on with an authority or a post: in capitals, or a body's name; no rank, no degree."""
    if rules["titled"].find(piece.key):
        return False
    return piece.text.isupper() or rules["body"].find(piece.key) is not None


def _post(piece: View, rest: int, rules: Grammar) -> Iterator[_Token]:
    """A post, with its unit, or with the name of who holds it on the same line."""
    name = None if piece.text.isupper() else _name(piece.cut(rest), rules, strict=True)
    yield _Token("post", piece.cut(0, rest) if name else piece, "post")
    if name:
        yield _Token("name", name, "name")


def _name(piece: View, rules: Grammar, *, strict: bool) -> View | None:
    """The name in a piece, without titles; `strict` asks for a known family name."""
    key = piece.key.title() if piece.text.isupper() else piece.key
    found = rules["name"].find(key)
    if not found or (strict and not _familiar(found.match["name"], rules)):
        return None
    return piece.cut(*found.span("name"))


def _familiar(name: str, rules: Grammar) -> bool:
    """Whether a name begins with a known family name, and is no place and no common word that only looks like one."""
    family = _FAMILY.match(name)
    if not family or family[0] not in rules.lists["families"] or name in rules.lists["places"]:
        return False
    return not any(name.startswith(word) for word in rules.lists["common_words"])


def _trimmed(view: View) -> View:
    return view.cut(0, len(view.text.rstrip(_END)))


def _authorities(tokens: Sequence[_Token], rules: Grammar) -> list[_Token]:
    """Join what an authority runs over, and part the signer's own post from it."""
    whole: list[_Token] = []
    taken = 0
    for at, token in enumerate(tokens):
        if at < taken:
            continue
        taken = at + 1
        if token.kind != "authority":
            whole.append(token)
            continue
        views = [token.view] if token.view.text else []
        while taken < len(tokens) and len(views) < _WRAPS and _runs_on(views, tokens[taken]):
            views.append(tokens[taken].view)
            taken += 1
        whole.extend(_parted(token, join(views) if views else token.view, rules))
    return whole


def _runs_on(views: Sequence[View], token: _Token) -> bool:
    if not views or views[-1].text.endswith((",", "-", "–")):
        return token.kind in ("post", "rest")
    return token.kind == "rest"


def _parted(token: _Token, body: View, rules: Grammar) -> Iterator[_Token]:
    """`TL. CHỦ TỊCH CHÁNH VĂN PHÒNG` → the authority, then the post. With `Q.` the post is the signer's own."""
    at = _own_post(body, rules)
    head = _trimmed(body.cut(0, at))
    yield _Token("authority", head, token.rule, token.code)
    if token.code == "Q":
        yield _Token("post", head, token.rule)
    if at < len(body):
        yield _Token("post", body.cut(at), "within")


def _own_post(body: View, rules: Grammar) -> int:
    """Where the signer's own post begins in the words after an authority; their end where there is none."""
    for found in rules["within"].find_all(body.key):
        low: int = found.match.start()
        if low and found.group("post") and body.text[low - 1] == " " and body.text[low - 2] not in ",-–&":
            return low
    return len(body)


def _names(tokens: Iterable[_Token], rules: Grammar) -> list[_Token]:
    """Join names that are broken over two lines; what is left of them is no name."""
    joined: list[_Token] = []
    for token in tokens:
        if joined and token.kind in ("name", "part") and _broken(joined[-1], token, rules):
            joined[-1] = _Token("name", join([joined[-1].view, token.view]), "name")
        else:
            joined.append(token)
    return [token for token in joined if token.kind != "part"]


def _broken(before: _Token, after: _Token, rules: Grammar) -> bool:
    if before.kind not in ("name", "part"):
        return False
    first, second = (len(token.view.text.split()) for token in (before, after))
    if first + second > 6:
        return False
    return "part" in (before.kind, after.kind) or (first == second == 2 and not _familiar(after.view.key, rules))


def _groups(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    """Part the tokens by signer: a new one begins with an authority or a post under a post or a name."""
    group: list[_Token] = []
    for token in tokens:
        kinds = {member.kind for member in group}
        if (token.kind == "authority" and kinds & {"post", "name"}) or (token.kind == "post" and "name" in kinds):
            yield group
            group = []
        if not (token.kind == "rest" and (not group or "name" in kinds)):
            group.append(token)
    if group:
        yield group


def _signers(group: Sequence[_Token], signed: bool) -> Iterator[Found]:
    """One signer of a group; as many as it has posts where as many names stand under them."""
    authority = [token for token in group if token.kind == "authority"]
    posts = _posts(group)
    names = [token for token in group if token.kind == "name"]
    if len(posts) == len(names) > 1 and not authority:
        yield from (_found((), [post], name) for post, name in zip(posts, names, strict=True))
    elif authority or posts or (names and signed):
        name = names[0] if names else None
        yield _found(authority, [post for post in posts if not name or _on_one_side(posts[0], post, name)], name)


def _follows(before: View, after: View, places: Sequence[int]) -> bool:
    """Whether words stand behind others in the document too, nothing between, and not only in the order of columns."""
    low, high = before.origin(len(before) - 1), after.origin(0)
    return low < high and not any(low < place < high for place in places)


def _on_one_side(first: _Token, post: _Token, name: _Token) -> bool:
    """Whether a name stands behind both of two posts, or before both of them."""
    place = name.view.origin(0)
    return (first.view.origin(0) < place) == (post.view.origin(0) < place)


def _posts(group: Sequence[_Token]) -> list[_Token]:
    """The posts of a group, each with the lines that go on with it."""
    posts: list[_Token] = []
    places = [token.view.origin(0) for token in group if token.kind != "rest"]
    for token in group:
        if token.kind == "post":
            posts.append(token)
        elif token.kind == "rest" and posts and _follows(posts[-1].view, token.view, places):
            posts[-1] = _Token("post", join([posts[-1].view, token.view]), posts[-1].rule)
    return [_Token("post", _trimmed(token.view), token.rule) for token in posts]


def _found(authority: Sequence[_Token], posts: Sequence[_Token], name: _Token | None) -> Found:
    """Put a signer together; its spans are those of all its words, in the order of the document."""
    tokens = [*authority, *posts, *([name] if name else [])]
    views = {token.view.origin(0): token.view for token in tokens if token.view.text}
    return Found(
        tuple((token.code, token.view) for token in authority if token.code),
        join(token.view for token in posts) if posts else None,
        name.view if name else None,
        join(views[at] for at in sorted(views)).spans() if views else (),
        f"signatures.{tokens[0].rule}",
    )
