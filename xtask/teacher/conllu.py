"""Reading and writing CoNLL-U, the format in which the teacher's steps hand on sentences."""


def read(path):
    """The sentences of a file as lists of rows of ten columns; lines that are no word of the tree are left out."""
    sentences, rows = [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    sentences.append(rows)
                rows = []
            elif not line.startswith("#"):
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
    if rows:
        sentences.append(rows)
    return sentences


def write(path, sentences, mode="w"):
    with open(path, mode, encoding="utf-8") as file:
        for rows in sentences:
            for row in rows:
                file.write("\t".join(row) + "\n")
            file.write("\n")


MARKS = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "`": "'",
         "–": "-", "—": "-", "…": "...", "-LRB-": "(", "-RRB-": ")"}


def plain(word):
    """A word as treebanks write it: straight marks."""
    return MARKS.get(word) or word.replace("’", "'").replace("‘", "'")
