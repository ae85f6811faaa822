"""Reads the chest X-ray set, either as three tars with ``labels.csv`` or as the Kaggle folder.

Both layouts give 224 x 224 8-bit grayscale images: the whole frame squashed with Pillow's antialiased
bilinear filter, aspect ratio not kept, nothing cropped.
"""

import csv
import hashlib
import io
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

SIZE = 224
CLASSES = ("normal", "bacteria", "virus")
DEV_PERCENT = 10


@dataclass(frozen=True)
class Split:
    """Images as uint8 [n, 224, 224] with their class index (into CLASSES) as int64 [n]."""

    images: np.ndarray
    classes: np.ndarray


def load(folder, names=("fit", "dev")):
    """Returns {name: Split}. The test images are only decoded when "test" is asked for."""
    folder = Path(folder)
    rows = _tar_rows(folder, names) if (folder / "labels.csv").is_file() else _kaggle_rows(folder, names)
    images = {name: [] for name in names}
    classes = {name: [] for name in names}
    for name, subtype, picture in rows:
        images[name].append(_grayscale(picture))
        classes[name].append(CLASSES.index(subtype))
    for name in names:
        if not images[name]:
            raise ValueError(f"{folder}: no image of split '{name}' found")
    return {name: Split(np.stack(images[name]), np.array(classes[name], dtype=np.int64)) for name in names}


def _grayscale(picture):
    image = Image.open(picture).convert("L")
    if image.size != (SIZE, SIZE):
        image = image.resize((SIZE, SIZE), Image.BILINEAR)
    return np.asarray(image, dtype=np.uint8)


def _tar_rows(folder, names):
    with open(folder / "labels.csv", newline="") as file:
        labels = list(csv.DictReader(file))
    for split in ("train", "val", "test"):
        rows = [row for row in labels if row["split"] == split]
        if not any(row["suggested_split"] in names for row in rows):
            continue
        with tarfile.open(folder / f"{split}.tar") as tar:
            members = [member for member in tar.getmembers() if member.isfile()]
            if len(members) != len(rows):
                raise ValueError(f"{split}.tar has {len(members)} files, labels.csv has {len(rows)} rows")
            for member, row in zip(members, rows):
                if row["suggested_split"] in names:
                    yield row["suggested_split"], row["subtype"], io.BytesIO(tar.extractfile(member).read())


def _kaggle_rows(folder, names):
    for split in ("train", "val", "test"):
        for path in sorted((folder / split).glob("*/*.jp*g")):
            name = "test" if split == "test" else _kaggle_split(path.name)
            if name in names:
                yield name, _kaggle_subtype(path), path


def _kaggle_subtype(path):
    if path.parent.name.upper() == "NORMAL":
        return "normal"
    return "bacteria" if "bacteria" in path.name.lower() else "virus"


def _kaggle_split(name):
    """Splits by the patient in the file name, so that no patient is on both sides."""
    patient = re.match(r"person\d+", name) or re.match(r"(NORMAL2-)?IM-\d+", name)
    key = patient.group(0) if patient else name
    return "dev" if hashlib.sha256(key.encode()).digest()[0] * 100 < DEV_PERCENT * 256 else "fit"
