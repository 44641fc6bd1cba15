"""The site's Jinja: what a page's language settles is written into the compiled template, and the rest costs less.

Half of what a page says is the same for every reader of a language, and was looked up, filled in and escaped for each
of them. So there is an environment for each language, in which `t('table.title')` is text like any other. Calls go
straight to the function (Jinja asks each time whether it wants the context: none of ours does), and what is put out is
escaped as a plain string, which is joined anyway.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context

from db.site.text.escaping import escaped

__all__ = ["PageEnvironment"]


class _Direct(Context):
    """Calls a function as it stands."""

    def call(
        self, called: Any, /, *values: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        """The answer of a function that a template calls."""
        return called(*values, **named)


class _Plain(CodeGenerator):
    """Puts values out as strings, escaped by `escaped`."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class PageEnvironment(Environment):
    """Jinja for pages of one language; `settled` are functions that answer the same for the same words."""

    context_class = _Direct
    code_generator_class = _Plain
    escaped = staticmethod(escaped)

    def __init__(self, *, settled: dict[str, Callable[[str], str]], **options: Any) -> None:
        super().__init__(**options)
        self.settled = settled

    def compile(self, source: Any, *arguments: Any, **named: Any) -> Any:
        """Compile a template, calls of settled functions with words that stand in it answered."""
        tree = self.parse(source) if isinstance(source, str) else source
        self._settle(tree)
        return super().compile(tree, *arguments, **named)

    def _settle(self, node: nodes.Node) -> None:
        """Answer the calls below a node that can be answered now."""
        for name, value in node.iter_fields():
            if isinstance(value, list):
                setattr(node, name, [self._settled(entry) for entry in value])
            else:
                setattr(node, name, self._settled(value))

    def _settled(self, node: Any) -> Any:
        if isinstance(node, nodes.Node):
            self._settle(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name=name),
                args=[nodes.Const(value=said)],
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ) if name in self.settled:
                return nodes.Const(self.settled[name](said), lineno=node.lineno)
        return node

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` of a template; keys of rows come first: Jinja tries attributes, an exception for each cell."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
