# %% summary
%%writefile summary.py
import csv
import json
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path


def answers_of(cell, known):
    if cell.isspace() or not cell:
        return [("", "empty")]
    words = [word.strip() for word in cell.split(";")]
    return [(word, known[word.lower()] if word.lower() in known else "other") for word in words]


def share(count, people):
    if not people:
        return "0.0"
    tenths = Decimal(count) * 1000 / people
    return f"{tenths.quantize(Decimal(1), rounding=ROUND_HALF_UP) / 10:.1f}"


def summarize(source, synonyms_path, summary_path, other_path):
    synonyms = json.loads(Path(synonyms_path).read_text(encoding="utf-8"))
    with Path(source).open(encoding="utf-8", newline="") as file:
        (_, *questions), *people = csv.reader(file)

    counters = [Counter(other=0, empty=0) for _ in questions]
    text = ""
    for number, *cells in people:
        for question, cell, counter in zip(questions, cells, counters):
            for word, answer in answers_of(cell, synonyms[question]):
                counter[answer] += 1
                if answer == "other":
                    text += f"{number}: {question}: {word}\n"

    out = [["question", "answer", "count", "percent"]]
    for question, counter in zip(questions, counters):
        empty = counter.pop("empty")
        other = counter.pop("other")
        ranked = sorted(counter.items())
        ranked.sort(key=lambda pair: pair[1], reverse=True)
        for answer, count in ranked + [("other", other)]:
            out.append([question, answer, count, share(count, len(people) - empty)])
        out.append([question, "empty", empty, ""])
    with Path(summary_path).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(out)
    Path(other_path).write_text(text, encoding="utf-8")

# %% deliver
summarize(
    source="answers.csv",
    synonyms_path="synonyms.json",
    summary_path="summary.csv",
    other_path="other.txt",
)
