"""All patterns, those first that leave the least doubt; and the first that a program has."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from konexio_cli.explaining.parsing import tree_of
from konexio_cli.explaining.patterns import conditions, functions, loops, values
from konexio_cli.explaining.patterns.pattern import Pattern
from konexio_cli.model.explanation import Explanation, Place, Step

ENDLESS = (Pattern("while-no-change", loops.while_no_change),)
# What to look at in a program that took too long.
LONG = (*ENDLESS, Pattern("loop-long", loops.while_loop, cause="loop-long"))
# Told only of a program that does not pass: a right one may have its reasons.
FAULTS = (
    Pattern("return-print", functions.return_print),
    Pattern("print-not-return", functions.print_not_return),
    *ENDLESS,
    Pattern("or-literal", conditions.or_literal),
    Pattern("method-result-kept", values.method_result_kept),
    Pattern("string-changes-in-place", values.text_unchanged),
    Pattern("fstring-without-f", values.fstring_without_f),
    Pattern("equal-vs-assign", values.equal_vs_assign),
    Pattern("swap-loses-value", values.swap_loses_value),
    Pattern("index-past-end", loops.index_past_end),
    Pattern("change-while-looping", loops.change_while_looping),
    Pattern("reset-accumulator", loops.reset_accumulator),
    Pattern("return-in-loop", functions.return_in_loop),
    Pattern("code-after-return", functions.code_after_return),
    Pattern("list-times-alias", values.list_times_alias),
    Pattern("comma-decimal", values.comma_decimal),
    Pattern("caret-power", values.caret_power),
    Pattern("parameter-ignored", functions.parameter_ignored),
)
# Told of a program that passes, too: it could be better.
HABITS = (
    Pattern("is-for-equality", conditions.is_for_equality),
    Pattern("bare-except", conditions.bare_except),
    Pattern("mutable-default", functions.mutable_default),
    Pattern("shadow-builtin", values.shadow_builtin, cause="builtin-name"),
    Pattern("compare-bool", conditions.compare_bool),
    Pattern("if-return-bool", conditions.if_return_bool),
)


def found_in(sources: Sequence[str], patterns: Iterable[Pattern]) -> Explanation | None:
    """Return the first pattern that is in a program, cell after cell; None when none is."""
    trees = [(source, tree) for source in sources if (tree := tree_of(source))]
    for pattern in patterns:
        for source, tree in trees:
            for node in pattern.find(tree):
                return _told(pattern, node, source)
    return None


def _told(pattern: Pattern, node: ast.AST, source: str) -> Explanation:
    number = getattr(node, "lineno", 0)
    lines = source.splitlines()
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if pattern.cause:
        facts = {"name": node.id} if isinstance(node, ast.Name) else {}
        return Explanation(Step.STATIC, cause=pattern.cause, facts=facts, place=Place(line))
    return Explanation(Step.STATIC, pattern.mistake, place=Place(line))
