"""The members of the average: what each is and how it is trained. They differ, so that their errors do."""

from dataclasses import dataclass

import torch

from model import Architecture, Graph, Network


@dataclass(frozen=True)
class Recipe:
    """Seed, architecture, and the stages of training: (image size, epochs), one after the other."""

    seed: int
    architecture: Architecture
    stages: tuple


RECIPES = {
    "plain": Recipe(1, Architecture(112, (16, 32, 96, 192), local=False, squeeze=False), ((64, 24), (112, 22))),
    "local": Recipe(2, Architecture(96, (16, 40, 96, 176), local=True, squeeze=True), ((64, 18), (96, 12))),
}

TEMPERATURE = 0.6  # chosen on dev, see the model card


def weight_files(work):
    """What train.py leaves in its folder, in the order of the members."""
    return [work / name / "model.pt" for name in RECIPES]


def load(work):
    """The graph of the trained members."""
    networks = [Network(recipe.architecture) for recipe in RECIPES.values()]
    for network, path in zip(networks, weight_files(work)):
        network.load_state_dict(torch.load(path))
    return Graph(networks, TEMPERATURE).eval()
