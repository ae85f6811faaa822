"""The reference of Sealgate's Java pre-processing: 8-bit gray image in, model input out."""

import numpy as np
from PIL import Image

from data import SIZE

TOLERANCE = 10
EXCEPTIONS_PERCENT = 2
LARGEST_MARGIN_PERCENT = 30


def prepare(gray):
    """uint8 [rows, columns] as displayed (0 black) to uint8 [224, 224]: cropped, then squashed antialiased."""
    cropped = crop(gray)
    return np.asarray(Image.fromarray(np.ascontiguousarray(cropped)).resize((SIZE, SIZE), Image.BILINEAR))


def crop(gray):
    """Without the uniformly black or white margins of a collimator or print frame (CollimationCrop.java)."""
    top, bottom = margin(gray), margin(gray[::-1])
    left, right = margin(gray.T), margin(gray.T[::-1])
    return gray[top:gray.shape[0] - bottom, left:gray.shape[1] - right]


def margin(lines):
    largest = lines.shape[0] * LARGEST_MARGIN_PERCENT // 100
    count = 0
    while count < largest and blank(lines[count]):
        count += 1
    return count


def blank(line):
    exceptions = min(int((line > TOLERANCE).sum()), int((line < 255 - TOLERANCE).sum()))
    return exceptions * 100 <= len(line) * EXCEPTIONS_PERCENT
