# %% summary
%%writefile summary.py
import csv
import json

QUESTIONS = ["city", "languages", "course"]


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_synonyms(path):
    with open(path, "rb") as file:
        return json.load(file)


def count_answers(rows, question, known):
    counts = {}
    other = 0
    empty = 0
    for row in rows:
        for word in row[question].split(";"):
            word = word.strip().lower()
            if word == "":
                empty += 1
            elif word in known:
                answer = known[word]
                counts[answer] = counts.get(answer, 0) + 1
            else:
                other += 1
    table = []
    for answer in sorted(counts, key=lambda answer: (-counts[answer], answer)):
        table.append([question, answer, counts[answer]])
    table.append([question, "other", other])
    table.append([question, "empty", empty])
    return table


def unknown_words(rows, synonyms):
    lines = []
    for row in rows:
        for question in QUESTIONS:
            for word in row[question].split(";"):
                word = word.strip()
                if word != "" and word.lower() not in synonyms[question]:
                    lines.append(f"{row['number']}: {question}: {word}")
    return lines


def summarize(source, synonyms_path, summary_path, other_path):
    rows = read_rows(source)
    synonyms = read_synonyms(synonyms_path)
    with open(summary_path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["question", "answer", "count"])
        for question in QUESTIONS:
            writer.writerows(count_answers(rows, question, synonyms[question]))
    with open(other_path, "w", encoding="utf-8") as file:
        for line in unknown_words(rows, synonyms):
            file.write(line + "\n")

# %% deliver
summarize("answers.csv", "synonyms.json", "summary.csv", "other.txt")
