"""Write the survey lists of this task: the learner's, the hidden ones, and those of round 2.

Run it from anywhere: `python make_data.py`. The same lists come out each time.
"""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "c1" / "survey-summary"

CITIES = {
    "Nairobi": "nairobi, nbo, nrb, nairobi city",
    "Mombasa": "mombasa, msa, mombassa",
    "Kisumu": "kisumu, ksm",
    "Nakuru": "nakuru, nakuru town",
    "Eldoret": "eldoret, eld",
    "Kakuma": "kakuma, kakuma camp",
    "Garissa": "garissa",
}
LANGUAGES = {
    "Arabic": "arabic, ar, العربية",
    "Amharic": "amharic, am, አማርኛ",
    "English": "english, en, eng",
    "French": "french, fr, français, francais",
    "Somali": "somali, so, soomaali, af-soomaali",
    "Swahili": "swahili, sw, kiswahili",
    "Tigrinya": "tigrinya, ti, ትግርኛ",
}
COURSE = {"yes": "yes, y, ndiyo, oui", "no": "no, n, hapana, non"}
TIMES = {
    "afternoon": "afternoon, pm, after lunch",
    "evening": "evening, night, after work",
    "morning": "morning, am, before noon",
    "weekend": "weekend, saturday, sunday",
}
UNKNOWN = {
    "city": ["Nairoby", "Mombsa", "near the lake", "?", "Kakuma, zone 3", "Kismu", "up country"],
    "languages": ["Engl", "swahil", "sign", "Fench", "my language", "Dinka"],
    "course": ["maybe", "ask me later", "?", "if it is free", "yes and no"],
    "times": ["always", "never on Friday", "?", "when my sister can, too"],
}
Words = dict[str, dict[str, str]]


def known(table: dict[str, str]) -> dict[str, str]:
    """Return the word that a person may write, and the answer that it stands for."""
    return {word: answer for answer, words in table.items() for word in words.split(", ")}


def by_hand(rng: random.Random, word: str) -> str:
    """Write a word as people do."""
    ways = [word, word.title(), word.title(), word.upper(), f" {word}", f"{word} ", word.capitalize()]
    return rng.choice(ways)


def cell(rng: random.Random, question: str, words: dict[str, str], most: int) -> str:
    """Return what one person wrote for one question; `most` answers at most."""
    if rng.random() < 0.06:
        return rng.choice(["", "", "  "])
    if rng.random() < 0.05:
        return rng.choice(UNKNOWN[question])
    answers = sorted(set(words.values()))
    weights = [1 + (7 * place) % 5 for place in range(len(answers))]
    chosen: list[str] = []
    for _ in range(rng.choice([1, 1, 2, 2, 3][: most + 2]) if most > 1 else 1):
        answer = rng.choices(answers, weights)[0]
        if answer not in chosen:
            chosen.append(answer)
    parts = [by_hand(rng, rng.choice([w for w in words if words[w] == one])) for one in chosen]
    if most > 1 and rng.random() < 0.04:
        parts.append(rng.choice(UNKNOWN[question]))
    return rng.choice([";", ";", "; ", " ; "]).join(parts)


def survey(rng: random.Random, words: Words, people: int) -> list[list[str]]:
    """Return the title row and one row for each person."""
    rows = [["number", *words]]
    for number in range(1, people + 1):
        cells = [
            cell(rng, question, words[question], 3 if question in {"languages", "times"} else 1)
            for question in words
        ]
        rows.append([str(number), *cells])
    return rows


def save(folder: Path, name: str, words: Words, rows: list[list[str]]) -> None:
    """Write the answers as CSV and the known words as JSON, UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"answers{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    text = json.dumps(words, ensure_ascii=False, indent=1)
    (folder / f"synonyms{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"answers{name}.csv: {len(rows) - 1} rows")


def main() -> None:
    """Write the four surveys."""
    first = {"city": known(CITIES), "languages": known(LANGUAGES), "course": known(COURSE)}
    rng = random.Random("survey-summary 1")
    save(EXERCISE / "data", "", first, survey(rng, first, 300))

    cities = dict(list(CITIES.items())[2:]) | {"Kitale": "kitale, kitale town", "Lodwar": "lodwar, ldw"}
    hidden = {"city": known(cities), "languages": known(LANGUAGES), "course": known(COURSE)}
    rng = random.Random("survey-summary 2")
    save(GRADER / "data", "_hidden", hidden, survey(rng, hidden, 240))

    spring = first | {"times": known(TIMES)}
    rng = random.Random("survey-summary 3")
    save(EXERCISE / "round2" / "data", "_spring", spring, survey(rng, spring, 176))

    rng = random.Random("survey-summary 4")
    autumn = hidden | {"times": known(TIMES)}
    save(GRADER / "round2" / "data", "_autumn", autumn, survey(rng, autumn, 208))


if __name__ == "__main__":
    main()
