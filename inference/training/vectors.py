"""Writes what the Java tests compare with: SHA-256 of the prepared pixels and P(pneumonia), per synthetic image:

    python3 vectors.py --work WORK --out ../src/test/resources/org/sealgate/inference/agreement.csv

With ``--originals FOLDER`` it writes the same for JPEG files (file name instead of size and seed), for the agreement
check on real images.
"""

import argparse
import csv
import hashlib
from pathlib import Path

import numpy as np
from PIL import Image

from evaluate import predict
from members import load
from preprocess import prepare
from synthetic import chest, framed

CASES = [(224, 224, 1, 0), (300, 260, 2, 0), (512, 400, 3, 0), (640, 801, 4, 37), (1023, 767, 5, 0), (200, 150, 6, 0),
         (1500, 1100, 7, 64), (97, 333, 8, 0), (2048, 2048, 9, 0), (1130, 900, 10, 12)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--originals", type=Path)
    options = parser.parse_args()
    graph = load(options.work)
    with open(options.out, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if options.originals:
            writer.writerow(("file", "prepared_sha256", "probability"))
            writer.writerows(row((str(path.relative_to(options.originals)),), decode(path), graph)
                             for path in sorted(options.originals.rglob("*.jp*g")))
        else:
            writer.writerow(("width", "height", "seed", "margin", "prepared_sha256", "probability"))
            writer.writerows(row(case, framed(chest(*case[:3]), case[3]), graph) for case in CASES)


def decode(path):
    return np.asarray(Image.open(path).convert("L"))


def row(names, gray, graph):
    prepared = prepare(gray)
    probability = float(predict(graph, prepared[None])[0])
    return (*names, hashlib.sha256(prepared.tobytes()).hexdigest(), f"{probability:.6f}")


if __name__ == "__main__":
    main()
