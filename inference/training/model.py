"""The networks (small residual networks), and the exported graph around them."""

from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass(frozen=True)
class Architecture:
    """What members of the average differ in.

    size is the width and height in pixels that the trained network sees; local adds a second channel in which each
    field's brightness and contrast are taken out; squeeze weighs the channels by squeeze and excitation.
    """

    size: int
    widths: tuple
    local: bool
    squeeze: bool


class Squeeze(nn.Module):
    """Squeeze and excitation (Hu et al. 2018): weighs each channel by the mean of all."""

    def __init__(self, channels):
        super().__init__()
        self.reduce = nn.Linear(channels, max(channels // 8, 8))
        self.expand = nn.Linear(max(channels // 8, 8), channels)

    def forward(self, x):
        weights = torch.sigmoid(self.expand(F.relu(self.reduce(x.mean((2, 3))))))
        return x * weights.unsqueeze(2).unsqueeze(3)


class Residual(nn.Module):
    """Two 3 x 3 convolutions with a shortcut (ResNet's basic block, pooled projection as in ResNet-D)."""

    def __init__(self, inputs, outputs, stride, squeeze):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.squeeze = Squeeze(outputs) if squeeze else nn.Identity()
        self.shortcut = nn.Identity()
        if stride != 1 or inputs != outputs:
            pool = nn.AvgPool2d(stride) if stride != 1 else nn.Identity()
            self.shortcut = nn.Sequential(
                pool, nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = F.relu(self.first_norm(self.first(x)), inplace=True)
        return F.relu(self.squeeze(self.second_norm(self.second(y))) + self.shortcut(x), inplace=True)


class Network(nn.Module):
    """Logits [n, 3] (normal, bacteria, virus) of images [n, 1, s, s] in any linear gray scale."""

    def __init__(self, architecture, dropout=0.2):
        super().__init__()
        self.architecture = architecture
        widths = architecture.widths
        layers = [nn.Conv2d(2 if architecture.local else 1, widths[0], 5, 2, 2, bias=False),
                  nn.BatchNorm2d(widths[0]), nn.ReLU(True)]
        inputs = widths[0]
        for stage, outputs in enumerate(widths):
            layers.append(Residual(inputs, outputs, 2 if stage else 1, architecture.squeeze))
            inputs = outputs
        self.features = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(inputs, 3)

    def maps(self, x):
        x = standardise(x)
        return self.features(torch.cat([x, standardise_locally(x)], 1) if self.architecture.local else x)

    def forward(self, x):
        return self.head(self.dropout(self.maps(x).mean((2, 3))))


def standardise(x):
    """Zero mean and unit deviation per image: brightness and contrast of the exposure drop out."""
    centred = x - x.mean((1, 2, 3), keepdim=True)
    deviation = centred.square().mean((1, 2, 3), keepdim=True).sqrt()
    return centred / (deviation + 1e-3)


def standardise_locally(x):
    """Of a standardised image: zero mean and unit deviation around each pixel, so uneven exposure drops out too."""
    window = int(x.shape[3]) // 8 * 2 + 1  # int: a constant of the exported graph
    centred = x - box(x, window)
    return centred / (box(centred.square(), window).sqrt() + 0.1)


def box(x, window):
    """The mean of the window x window pixels around each pixel, fewer at the edges."""
    across = F.avg_pool2d(x, (1, window), 1, (0, window // 2), count_include_pad=False)
    return F.avg_pool2d(across, (window, 1), 1, (window // 2, 0), count_include_pad=False)


class Graph(nn.Module):
    """What is exported: 8-bit gray values [n, 1, 224, 224] (0-255, float) in; out come

    - ``probabilities`` [n, 3]: normal, bacteria, virus; the mean over the members, each over the whole frame and its
      centre with their mirror images, with the odds of pneumonia to the power of 1 / temperature, which moves no case
      across 0.5;
    - ``attention`` [n, 7, 7]: class activation of the first member in the whole frame, the pneumonia evidence of each
      field (no unit).
    """

    def __init__(self, networks, temperature):
        super().__init__()
        self.members = nn.ModuleList(Member(network) for network in networks)
        self.temperature = temperature

    def forward(self, image):
        x = image / 255.0
        views = [member(x) for member in self.members]
        mean = sum(member.probabilities(maps) for member, maps in zip(self.members, views)) / len(views)
        return sharpen(mean, self.temperature), self.members[0].attention(views[0])


class Member(nn.Module):
    """A network with the reduction to its size; gives the feature maps of its four views."""

    MARGIN = 8

    def __init__(self, network):
        super().__init__()
        self.network = network
        self.register_buffer("reduction", area_weights(224, network.architecture.size))

    def forward(self, x):
        frame = torch.matmul(torch.matmul(self.reduction, x), self.reduction.t())
        centre = frame[:, :, self.MARGIN:-self.MARGIN, self.MARGIN:-self.MARGIN]
        return [self.network.maps(view) for view in (frame, mirror(frame), centre, mirror(centre))]

    def probabilities(self, views):
        return sum(torch.softmax(self.network.head(maps.mean((2, 3))), 1) for maps in views) / len(views)

    def attention(self, views):
        return (self._evidence(views[0]) + torch.flip(self._evidence(views[1]), (2,))) / 2

    def _evidence(self, maps):
        weight = self.network.head.weight
        direction = (weight[1] + weight[2]) / 2 - weight[0]
        return (maps * direction.view(1, -1, 1, 1)).sum(1)


def mirror(x):
    return torch.flip(x, (3,))


def sharpen(probabilities, temperature):
    """Odds of pneumonia to the power of 1 / temperature; bacteria and virus keep their shares of it."""
    normal = probabilities[:, :1].clamp(1e-6, 1 - 1e-6)
    sharpened = torch.sigmoid(torch.log(normal / (1 - normal)) / temperature)
    return torch.cat([sharpened, probabilities[:, 1:] / (1 - normal) * (1 - sharpened)], 1)


def area_weights(inputs, outputs):
    """Matrix [outputs, inputs] of the area (box) filter that reduces a line of pixels, antialiased."""
    edges = torch.linspace(0, inputs, outputs + 1)
    position = torch.arange(inputs).float()
    upper = torch.minimum(edges[1:].view(-1, 1), position + 1)
    lower = torch.maximum(edges[:-1].view(-1, 1), position)
    return (upper - lower).clamp(min=0) * outputs / inputs
