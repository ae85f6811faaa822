"""Evaluates the trained members, as they are exported and with Java's pre-processing, on one split:

    python3 evaluate.py --data FOLDER --work WORK --split dev
    python3 evaluate.py --data FOLDER --work WORK --split test

Choices are made on ``dev``. Every look at ``test`` is written into WORK/test-looks.jsonl, and their number belongs
into the model card. ``--stress`` adds dev figures under changed exposure, zoom and borders.
"""

import argparse
import datetime
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import data
from members import load, weight_files
from metrics import figures, intervals
from preprocess import prepare


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--stress", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    graph = load(options.work)
    split = data.load(options.data, (options.split,))[options.split]
    truth = split.classes > 0
    probabilities = predict(graph, np.stack([prepare(image) for image in split.images]))
    result = {"split": options.split, **figures(probabilities, truth), "intervals": intervals(probabilities, truth)}
    print(json.dumps(result))
    if options.split == "test":
        record(options.work, result)
    if options.stress:
        for name, change in STRESS.items():
            print(name, json.dumps(figures(predict(graph, split.images, change), truth)))


def predict(graph, images, change=lambda x: x):
    """P(pneumonia) of uint8 images [n, 224, 224]."""
    result = []
    with torch.no_grad():
        for start in range(0, len(images), 100):
            x = torch.from_numpy(images[start:start + 100].astype(np.float32)).unsqueeze(1)
            result.append(1 - graph(change(x))[0][:, 0])
    return torch.cat(result).numpy()


def record(work, result):
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in weight_files(work))).hexdigest()
    line = {"time": datetime.datetime.now().isoformat(timespec="seconds"), "weights": digest, **result}
    with open(work / "test-looks.jsonl", "a") as file:
        file.write(json.dumps(line) + "\n")


def zoom(x, factor):
    matrix = torch.tensor([[[factor, 0.0, 0.0], [0.0, factor, 0.0]]]).expand(x.shape[0], 2, 3)
    return F.grid_sample(x, F.affine_grid(matrix, list(x.shape), align_corners=False), align_corners=False)


STRESS = {
    "gamma 0.7": lambda x: (x / 255) ** 0.7 * 255,
    "gamma 1.4": lambda x: (x / 255) ** 1.4 * 255,
    "clipped 10 %": lambda x: ((x - 25) / 205 * 255).clamp(0, 255),
    "zoomed in 15 %": lambda x: zoom(x, 0.85),
    "black border 8 %": lambda x: F.pad(x[:, :, 18:-18, 18:-18], (18, 18, 18, 18)),
    "blurred": lambda x: F.avg_pool2d(F.pad(x, (2, 2, 2, 2), mode="replicate"), 5, 1),
}


if __name__ == "__main__":
    main()
