"""What is known to keep nothing between two calls: builtins, and parts of modules.

A name stands here only when no call of it, and no method of what it gives, can leave
anything behind that a later call could find. What tells of an address, of the time or of a
process is left out too: `hash`, `id`, `now`, `today`.
"""

from __future__ import annotations

from collections.abc import Mapping

BUILTINS = frozenset(
    """
    abs all any ascii bin bool bytearray bytes callable chr complex dict divmod enumerate
    filter float format frozenset hex input int isinstance issubclass iter len list map
    max min next oct ord pow print range repr reversed round set slice sorted str sum tuple
    type zip open __name__
    ArithmeticError AssertionError AttributeError EOFError Exception FileNotFoundError
    IndexError KeyError LookupError NameError NotImplementedError OSError OverflowError
    PermissionError RecursionError RuntimeError StopIteration SyntaxError TypeError
    UnicodeDecodeError UnicodeEncodeError UnicodeError ValueError ZeroDivisionError
    """.split()  # noqa: SIM905 - a long list of words reads better as words
)

READING_MODES = frozenset({"r", "rt", "rb"})

# What is read of texts, numbers, lists, dictionaries, sets, dates, files that are read, matches,
# and exceptions: no way leads from here to a frame, a class, a namespace or a descriptor.
OF_VALUES = frozenset(
    """
    add adjusted append appendleft args as_integer_ratio as_tuple astimezone bit_count bit_length
    capitalize casefold center clear close colno combine compare conjugate copy copy_abs copy_sign
    count ctime date day days decode default_factory denominator difference difference_update
    digits discard elements encode end endswith errno exp expand expandtabs exponent extend
    extendleft fieldnames filename find findall finditer flags flush fold format from_bytes
    from_decimal from_float from_iterable fromhex fromisoformat fromkeys fromordinal fromtimestamp
    fullmatch get get_matching_blocks get_opcodes getvalue group groupdict groups hex hour imag
    index insert intersection intersection_update is_finite is_infinite is_integer is_nan is_signed
    is_zero isalnum isalpha isascii isdecimal isdigit isdisjoint isidentifier islower isnumeric
    isocalendar isoformat isoweekday isprintable isspace issubset issuperset istitle isupper items
    join keys limit_denominator line_num lineno ljust ln log10 lower lstrip maketrans match max
    maxlen microsecond microseconds min minute month most_common move_to_end msg normalize
    numerator partition pattern pop popitem popleft pos quantize quick_ratio ratio read readable
    readline readlines real remove removeprefix removesuffix replace resolution reverse rfind
    rindex rjust rotate rpartition rsplit rstrip search second seconds seek send setdefault sign
    sort span split splitlines sqrt start startswith step stop strerror strftime string strip
    strptime sub subn subtract swapcase symmetric_difference symmetric_difference_update tell time
    timestamp timetuple title to_bytes to_eng_string to_integral to_integral_exact
    to_integral_value toordinal total total_seconds translate tzinfo union update upper utc
    utcoffset value values weekday write writeheader writelines writerow writerows year
    zfill
    """.split()  # noqa: SIM905 - a long list of words reads better as words
)

# Caught, these tell how much memory, how many open files and how deep a stack are left; and what
# a library has kept since an earlier call takes less of them.
TELL_OF_BEFORE = frozenset({"Exception", "OSError", "RecursionError", "RuntimeError"})

# With `where`, numpy gives memory as it lies there, and so what lay in it before.
KEYWORDS_THAT_TELL = frozenset({"where"})

# Modules whose values can write files, draw, and do by name what a text says.
TABLES = frozenset({"numpy", "pandas"})

# With one of them: the attributes that do none of it, those of texts, lists and dates among them.
OF_TABLES = frozenset(
    """
    T abs add all any append argmax argmin argsort array_equal assign astype at between bfill
    capitalize ceil clear clip columns combine_first copy corr count cumcount cumprod cumsum
    date day day_name dayofweek days decode describe diff div drop drop_duplicates dropna dt dtype
    dtypes duplicated dtype empty encode endswith eq expanding explode extend fillna filter find
    findall first flatten floor format fullmatch ge get get_group group groupby groups gt head hour
    iat idxmax idxmin iloc index insert is_monotonic_increasing is_unique isalnum isalpha isdigit
    isin islower isna isnull isoformat isocalendar isspace isupper items iterrows itertuples
    join keys kind last le len ljust loc lower lstrip lt map max mean median melt merge min minute mod
    mode month month_name mul name names ndim ne ngroup nlargest normalize notna notnull nsmallest
    nth nunique pad partition pct_change pop prod quantile quarter rank ravel reindex remove
    removeprefix removesuffix rename repeat replace reset_index reshape reverse rfind rjust rolling
    round rpartition rsplit rstrip second seconds set_index setdefault shape shift size slice
    sort sort_index sort_values split splitlines squeeze stack startswith std str strftime strip
    strptime sub sum swapcase tail title to_dict to_frame to_list to_numpy to_period to_pydatetime
    to_series to_timestamp tolist total_seconds translate transpose truediv union unique unstack
    update upper value_counts values var weekday where xs year zfill
    """.split()  # noqa: SIM905 - a long list of words reads better as words
)

# Table attributes that call a method whose name they are given as text.
BY_NAME = frozenset({"agg", "aggregate", "apply", "pivot_table", "transform"})
DRAWS_OR_RUNS = frozenset(
    {"boxplot", "eval", "hist", "info", "pipe", "plot", "query", "sample", "style"}
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
        "pandas": "Categorical DataFrame Index MultiIndex NA NaT Series Timedelta Timestamp concat cut"
        " date_range isna merge notna period_range qcut read_csv"
        " timedelta_range to_datetime to_numeric",
    }.items()
}
