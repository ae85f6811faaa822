"""Synthetic chest-like images, in integer arithmetic so that Java draws the same (SyntheticChest.java)."""

import numpy as np


def chest(width, height, seed):
    """uint8 [height, width]: a bright thorax, two dark lungs whose haze depends on the seed, and noise."""
    x = np.arange(width, dtype=np.int64).reshape(1, -1)
    y = np.arange(height, dtype=np.int64).reshape(-1, 1)
    u, v = x * 1024 // width, y * 1024 // height
    gray = np.full((height, width), 60, dtype=np.int64)
    gray = np.where(ellipse(u, v, 512, 560, 440, 520), 170, gray)
    haze = 20 * (seed % 5)
    gray = np.where(ellipse(u, v, 330, 520, 130, 300), 50 + haze, gray)
    gray = np.where(ellipse(u, v, 700, 520, 120, 290), 60 + haze // 2, gray)
    gray = gray + (v * 40 >> 10) + ((u * (seed + 3)) % 97 >> 3)
    noise = ((x * 73856093) ^ (y * 19349663) ^ (seed * 83492791)) >> 7 & 31
    return np.clip(gray + noise - 16, 0, 255).astype(np.uint8)


def ellipse(u, v, centre_u, centre_v, half_u, half_v):
    return (u - centre_u) ** 2 * half_v**2 + (v - centre_v) ** 2 * half_u**2 <= (half_u * half_v) ** 2


def framed(gray, margin):
    """With a black frame of the given width in pixels around it."""
    return np.pad(gray, margin)
