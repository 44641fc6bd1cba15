"""Join a section that answers a whole field (关于工程质量方面的问题。…；…) to the findings of that field."""

from extract.answers.content import read_stretch
from extract.drafts import Draft
from extract.language.sentences import sentences
from extract.lines.lines import Page
from extract.mentions.matching import closest, containment
from extract.outline.tree import Section
from extract.roles.cues import SentenceRole
from extract.status.statements import hits_in


def read_category(page: Page, section: Section, drafts: list[Draft], prior: SentenceRole) -> bool:
    """Read a section that answers a category (关于工程质量方面的问题。…；…): clause by clause into its findings.

    In order where there are as many clauses as findings, else each into the one finding it shares words with.
    """
    line = section.line
    if line.is_table:
        return False
    head = line.head
    name = page.folded[head.title[0] : head.title[1]]
    scope = [d for d in drafts if d.category and _same_category(page, d, name)]
    rest = [head.rest] if head.rest else []
    rest += [(x.start, x.end) for x in section.lines if x is not line and not x.is_table]
    clauses = [s for r in rest for s in sentences(page.folded, *r, semicolons=True)]
    clauses = [c for c in clauses if not hits_in(page.folded, *c) or len(page.folded[c[0] : c[1]]) > 20]
    if not scope or not clauses or prior == "requirement":
        return False
    for i, (a, b) in enumerate(clauses):
        draft = scope[i] if len(clauses) == len(scope) else closest(page, scope, page.folded[a:b])
        if draft is not None:
            read_stretch(page, draft, a, b, prior, sure=True)
            draft.because("measures", "clause of a section that answers its category")
    return True


def names_field(page: Page, section: Section) -> bool:
    line = section.line
    if line.is_table:
        return False
    title = line.head.title
    return page.folded[title[0] : title[1]].rstrip("。：:").endswith(("方面", "领域", "类"))


def _same_category(page: Page, draft: Draft, name: str) -> bool:
    category = page.folded[draft.category[0][0] : draft.category[0][1]]
    return min(containment(name, category), containment(category, name)) >= 0.6
