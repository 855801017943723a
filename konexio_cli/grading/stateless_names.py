"""What is known to keep nothing between two calls: builtins, and parts of modules.

A name stands here only when no call of it, and no method of what it gives, can leave
anything behind that a later call could find.
"""

from __future__ import annotations

from collections.abc import Mapping

BUILTINS = frozenset(
    """
    abs all any ascii bin bool bytearray bytes callable chr complex dict divmod enumerate
    filter float format frozenset hash hex input int isinstance issubclass iter len list map
    max min next oct ord pow print range repr reversed round set slice sorted str sum tuple
    type zip open __name__
    ArithmeticError AssertionError AttributeError EOFError Exception FileNotFoundError
    IndexError KeyError LookupError NameError NotImplementedError OSError OverflowError
    PermissionError RecursionError RuntimeError StopIteration SyntaxError TypeError
    UnicodeDecodeError UnicodeEncodeError UnicodeError ValueError ZeroDivisionError
    """.split()  # noqa: SIM905 - a long list of words reads better as words
)

READING_MODES = frozenset({"r", "rt", "rb"})

# Of tables: what turns them into other values. All else that begins with `to_` writes files.
CONVERSIONS = frozenset(
    {
        *("to_dict", "to_frame", "to_list", "to_numpy", "to_period", "to_pydatetime", "to_records"),
        *("to_series", "to_timestamp", "to_eng_string", "to_integral", "to_integral_exact"),
        *("to_integral_value", "to_bytes"),
    }
)

# Figures are kept by matplotlib; `eval` and `query` run text; the others write files.
ATTRIBUTES_THAT_WRITE = frozenset(
    {
        *("boxplot", "dump", "eval", "hist", "info", "plot", "query", "style", "tofile"),
    }
)

MODULES: Mapping[str, frozenset[str]] = {
    name: frozenset(names.split())
    for name, names in {
        "bisect": "bisect bisect_left bisect_right insort insort_left insort_right",
        "collections": "Counter OrderedDict defaultdict deque",
        "copy": "copy deepcopy",
        "csv": "DictReader DictWriter QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC"
        " reader writer",
        "datetime": "date datetime time timedelta timezone",
        "decimal": "Decimal DivisionByZero InvalidOperation ROUND_CEILING ROUND_DOWN ROUND_FLOOR"
        " ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP",
        "difflib": "SequenceMatcher get_close_matches",
        "fractions": "Fraction",
        "functools": "cmp_to_key partial reduce",
        "heapq": "heapify heappop heappush merge nlargest nsmallest",
        "html": "escape unescape",
        "io": "BytesIO StringIO",
        "itertools": "accumulate chain combinations compress count cycle dropwhile filterfalse"
        " groupby islice pairwise permutations product repeat starmap takewhile tee zip_longest",
        "json": "JSONDecodeError dumps load loads",
        "math": "ceil comb cos dist e exp fabs factorial floor fmod fsum gcd hypot inf isclose"
        " isfinite isinf isnan isqrt lcm log log10 log2 nan perm pi pow prod sin sqrt tan trunc",
        "operator": "add and_ eq ge gt itemgetter le lt mod mul ne neg not_ or_ sub truediv",
        "re": "DOTALL I IGNORECASE M MULTILINE S compile escape findall finditer fullmatch match"
        " search split sub subn",
        "statistics": "fmean mean median median_high median_low mode multimode pstdev pvariance"
        " quantiles stdev variance",
        "string": "ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits"
        " octdigits punctuation whitespace",
        "textwrap": "dedent fill indent shorten wrap",
        "unicodedata": "category combining name normalize",
        "numpy": "abs all any arange argmax argmin array ceil concatenate cumsum diff exp float64"
        " floor int64 isclose isnan linspace log max maximum mean median min minimum nan ones"
        " percentile prod quantile round sort sqrt std sum unique var where zeros",
        "pandas": "Categorical DataFrame Index MultiIndex NA NaT Series Timedelta Timestamp concat"
        " crosstab cut date_range isna merge notna period_range pivot_table qcut read_csv"
        " timedelta_range to_datetime to_numeric",
    }.items()
}
