"""Random changes of a batch that an X-ray may meet without changing its finding.

The hospital's folders differ in exposure, cropping and aspect ratio more than a random split shows, so
geometry and gray scale are varied strongly. Geometry is done at 224 x 224, before the antialiased
reduction to the training size, which is then the very operation that the exported graph does.
"""

import math

import torch
import torch.nn.functional as F


def augment(images, size):
    """uint8 [n, 224, 224] to float [n, 1, size, size] in about 0-1."""
    x = images.unsqueeze(1).float().div_(255)
    x = F.avg_pool2d(warp(x, 2 * size), 2)
    x = tone(x)
    x = sharpness(x)
    x = shade(x)
    x = borders(x)
    x = rectangles(x, 0.3, (0.04, 0.12), white=True)
    x = rectangles(x, 0.35, (0.1, 0.4), white=False)
    return (x + torch.randn_like(x) * uniform(x, 0.0, 0.04)).clamp_(-0.1, 1.1)


def reduce(x, size):
    """Antialiased (area) reduction; at half size this is the 2 x 2 mean of the exported graph."""
    return F.avg_pool2d(x, 2) if x.shape[-1] == 2 * size else F.interpolate(x, size=size, mode="area")


def uniform(x, low, high):
    return torch.empty(x.shape[0], 1, 1, 1).uniform_(low, high)


def chosen(x, probability):
    return (torch.rand(x.shape[0], 1, 1, 1) < probability).float()


def warp(x, size):
    """To size x size pixels: mirror, rotation, shear, shift, zoom, and an aspect ratio that the squashing did not keep."""
    n = x.shape[0]

    def draw(low, high):
        return torch.empty(n).uniform_(low, high)

    angle = draw(-12, 12) * math.pi / 180
    zoom, aspect = draw(-0.2, 0.2), draw(-0.16, 0.16)
    across, down = torch.exp(zoom + aspect), torch.exp(zoom - aspect)
    mirror = (torch.rand(n) < 0.5).float() * 2 - 1
    shear = draw(-0.1, 0.1)
    cosine, sine = torch.cos(angle), torch.sin(angle)
    rows = [cosine * across * mirror, (shear - sine) * down, draw(-0.12, 0.12),
            sine * across * mirror, cosine * down, draw(-0.12, 0.12)]
    grid = F.affine_grid(torch.stack(rows, 1).view(n, 2, 3), [n, 1, size, size], align_corners=False)
    half = n // 2
    return torch.cat([
        F.grid_sample(x[:half], grid[:half], mode="bilinear", padding_mode="zeros", align_corners=False),
        F.grid_sample(x[half:], grid[half:], mode="bilinear", padding_mode="border", align_corners=False)])


def tone(x):
    """Window, clipping and gamma of the display chain."""
    low, high = uniform(x, -0.15, 0.2), uniform(x, 0.75, 1.25)
    y = ((x - low) / (high - low)).clamp(1e-4, 1)
    y = y ** torch.exp(torch.randn(x.shape[0], 1, 1, 1) * 0.35)
    use = chosen(x, 0.85)
    return y * use + x * (1 - use)


def sharpness(x):
    """Blends with a blurred copy: forward blurs, backward sharpens."""
    blurred = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    return x + (blurred - x) * uniform(x, -0.8, 1.0) * chosen(x, 0.5)


def shade(x):
    """A linear gradient over the field: heel effect, oblique incidence."""
    ramp = torch.linspace(-1, 1, x.shape[-1])
    return x + ramp.view(1, 1, 1, -1) * uniform(x, -0.12, 0.12) + ramp.view(1, 1, -1, 1) * uniform(x, -0.12, 0.12)


def borders(x):
    """Collimation that was not cropped: black (sometimes gray or white) margins of up to 14 %."""
    size = x.shape[-1]
    position = torch.arange(size).float()
    keep = torch.ones_like(x)
    for axis in (2, 3):
        place = position.view((1, 1, -1, 1) if axis == 2 else (1, 1, 1, -1))
        for near in (True, False):
            width = uniform(x, -0.14, 0.14) * size
            keep = keep * ((place >= width) if near else (place <= size - 1 - width)).float()
    keep = torch.maximum(keep, 1 - chosen(x, 0.35))
    fill = uniform(x, -0.6, 1.0).clamp(min=0)
    return x * keep + fill * (1 - keep)


def rectangles(x, probability, sides, white):
    """A marker or label (white), or an erased field of random gray."""
    n, size = x.shape[0], x.shape[-1]
    position = torch.arange(size).float()
    height, width = uniform(x, *sides) * size, uniform(x, *sides) * size
    top, left = uniform(x, 0, 1) * (size - height), uniform(x, 0, 1) * (size - width)
    rows, columns = position.view(1, 1, -1, 1), position.view(1, 1, 1, -1)
    inside = ((rows >= top) & (rows < top + height) & (columns >= left) & (columns < left + width)).float()
    inside = inside * chosen(x, probability)
    fill = uniform(x, 0.8, 1.0) if white else uniform(x, 0.0, 1.0) + torch.randn(n, 1, size, size) * 0.1
    return x * (1 - inside) + fill * inside


def mixup(x, targets, alpha):
    """Blends each image and its target with another's (Zhang et al. 2018)."""
    share = float(torch.distributions.Beta(alpha, alpha).sample())
    share = max(share, 1 - share)
    other = torch.randperm(x.shape[0])
    return x * share + x[other] * (1 - share), targets * share + targets[other] * (1 - share)
