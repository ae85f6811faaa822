"""The network: a small residual network, and the exported graph around it."""

import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTHS = (16, 32, 96, 192)


class Residual(nn.Module):
    """Two 3 x 3 convolutions with a shortcut (ResNet's basic block, pooled projection as in ResNet-D)."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Identity()
        if stride != 1 or inputs != outputs:
            pool = nn.AvgPool2d(stride) if stride != 1 else nn.Identity()
            self.shortcut = nn.Sequential(
                pool, nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = F.relu(self.first_norm(self.first(x)), inplace=True)
        return F.relu(self.second_norm(self.second(y)) + self.shortcut(x), inplace=True)


class Network(nn.Module):
    """Logits [n, 3] (normal, bacteria, virus) of images [n, 1, s, s] in any linear gray scale."""

    def __init__(self, widths=WIDTHS, dropout=0.2):
        super().__init__()
        layers = [nn.Conv2d(1, widths[0], 5, 2, 2, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(True)]
        inputs = widths[0]
        for stage, outputs in enumerate(widths):
            layers.append(Residual(inputs, outputs, 2 if stage else 1))
            inputs = outputs
        self.features = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(inputs, 3)

    def maps(self, x):
        return self.features(standardise(x))

    def forward(self, x):
        return self.head(self.dropout(self.maps(x).mean((2, 3))))


def standardise(x):
    """Zero mean and unit deviation per image: brightness and contrast of the exposure drop out."""
    centred = x - x.mean((1, 2, 3), keepdim=True)
    deviation = centred.square().mean((1, 2, 3), keepdim=True).sqrt()
    return centred / (deviation + 1e-3)


class Graph(nn.Module):
    """What is exported: 8-bit gray values [n, 1, 224, 224] (0-255, float) in; out come

    - ``probabilities`` [n, 3]: normal, bacteria, virus; the mean over the whole frame and its centre, each with its
      mirror image;
    - ``attention`` [n, 7, 7]: class activation in the whole frame, the pneumonia evidence of each field (no unit).
    """

    MARGIN = 8

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        frame = F.avg_pool2d(image / 255.0, 2)
        maps, mirrored = self._views(frame)
        centre = self._views(frame[:, :, self.MARGIN:-self.MARGIN, self.MARGIN:-self.MARGIN])
        probabilities = sum(self._softmax(view) for view in (maps, mirrored, *centre)) / 4
        attention = (self._evidence(maps) + torch.flip(self._evidence(mirrored), (2,))) / 2
        return probabilities, attention

    def _views(self, x):
        return self.network.maps(x), self.network.maps(torch.flip(x, (3,)))

    def _softmax(self, maps):
        return torch.softmax(self.network.head(maps.mean((2, 3))), 1)

    def _evidence(self, maps):
        weight = self.network.head.weight
        direction = (weight[1] + weight[2]) / 2 - weight[0]
        return (maps * direction.view(1, -1, 1, 1)).sum(1)
