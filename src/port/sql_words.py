"""Operators, clauses and functions of Spark SQL: the catalogue's names, by sqlglot's classes."""

from __future__ import annotations

from sqlglot import exp

OPERATORS: dict[type[exp.Expr], str] = {
    exp.Add: "+",
    exp.Sub: "-",
    exp.Mul: "*",
    exp.Div: "/",
    exp.Mod: "%",
    exp.IntDiv: "div",
    exp.Neg: "-",
    exp.EQ: "==",
    exp.NEQ: "!=",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.NullSafeEQ: "<=>",
    exp.DPipe: "||",
    exp.Bracket: "[]",
    exp.BitwiseAnd: "bit-and",
    exp.BitwiseOr: "bit-or",
    exp.BitwiseXor: "^",
}

CLAUSES: dict[type[exp.Expr], str] = {
    exp.Group: "group-by",
    exp.Having: "having",
    exp.Limit: "limit",
    exp.Offset: "offset",
    exp.Case: "case",
    exp.Between: "between",
    exp.Exists: "exists",
    exp.CTE: "cte",
    exp.Values: "values",
    exp.Pivot: "pivot",
    exp.TableSample: "tablesample",
    exp.Merge: "merge",
    exp.Cube: "cube",
    exp.Rollup: "rollup",
    exp.GroupingSets: "grouping-sets",
    exp.Qualify: "qualify",
    exp.Interval: "interval",
    exp.Cluster: "cluster-by",
    exp.Sort: "sort-by",
    exp.Distribute: "distribute-by",
    exp.Lambda: "lambda",
    exp.Delete: "delete",
    exp.Update: "update",
    exp.Hint: "hint",
}

# These stand for functions whose syntax has words in place of commas.
SPELT: dict[type[exp.Expr], str] = {
    exp.Substring: "substring",
    exp.Trim: "trim",
    exp.StrPosition: "position",
    exp.If: "if",
    exp.ArgMax: "max_by",
    exp.ArgMin: "min_by",
}
