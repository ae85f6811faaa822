"""Trains the members of the pneumonia classifier from scratch. One command, fixed seeds, resumable:

    python3 train.py --data FOLDER --work WORK

Each member has a folder in WORK. Every epoch ends with a checkpoint there; the same command continues from it. Only
``fit`` and ``dev`` are read here; the test images are for evaluate.py.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import data
from augment import augment, mixup, reduce
from members import RECIPES
from metrics import figures
from model import Network

BATCH = 64
RATE = 3e-3
WEIGHT_DECAY = 0.05
SMOOTHING = 0.08
MIXUP = 0.2
AVERAGE = 0.998
WARM_UP = 3


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    splits = data.load(options.data)
    print(f"fit {len(splits['fit'].classes)}, dev {len(splits['dev'].classes)} images", flush=True)
    for name in options.member or RECIPES:
        train(name, splits, options.work / name)


def train(name, splits, folder):
    folder.mkdir(parents=True, exist_ok=True)
    run = Run(RECIPES[name])
    run.resume(folder / "checkpoint.pt")
    print(f"member {name}: epoch {run.epoch} of {run.epochs}", flush=True)
    while run.epoch < run.epochs:
        began = time.time()
        loss = run.train_epoch(splits["fit"])
        run.save(folder / "checkpoint.pt")
        report(run, loss, splits["dev"], time.time() - began, folder / "history.jsonl")
    torch.save(run.average.state_dict(), folder / "model.pt")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with labels.csv and tars, or the Kaggle folder")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and the trained weights")
    parser.add_argument("--member", choices=RECIPES, nargs="*", help="train only these (default: all)")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


class Run:
    """Network, optimiser, moving average and random state: everything a checkpoint holds."""

    def __init__(self, recipe):
        torch.manual_seed(recipe.seed)
        self.sizes = [size for size, epochs in recipe.stages for _ in range(epochs)]
        self.epochs = len(self.sizes)
        self.epoch = 0
        self.steps = 0
        self.network = Network(recipe.architecture).to(memory_format=torch.channels_last)
        self.average = Network(recipe.architecture)
        self.average.load_state_dict(self.network.state_dict())
        decayed = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": plain, "weight_decay": 0.0}], lr=RATE)

    def resume(self, path):
        if path.is_file():
            state = torch.load(path)
            self.epoch, self.steps = state["epoch"], state["steps"]
            self.network.load_state_dict(state["network"])
            self.average.load_state_dict(state["average"])
            self.optimiser.load_state_dict(state["optimiser"])
            torch.set_rng_state(state["random"])

    def save(self, path):
        state = {"epoch": self.epoch, "steps": self.steps, "network": self.network.state_dict(),
                 "average": self.average.state_dict(), "optimiser": self.optimiser.state_dict(),
                 "random": torch.get_rng_state()}
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def train_epoch(self, split):
        self.network.train()
        size = self.sizes[self.epoch]
        order = torch.randperm(len(split.classes))
        images, classes = torch.from_numpy(split.images), torch.from_numpy(split.classes)
        weights = class_weights(split.classes)
        batches = len(order) // BATCH
        total = 0.0
        for batch in range(batches):
            self.set_rate(self.epoch + batch / batches)
            chosen = order[batch * BATCH:(batch + 1) * BATCH]
            x = augment(images[chosen], size).to(memory_format=torch.channels_last)
            total += self.step(x, classes[chosen], weights)
        self.epoch += 1
        return total / batches

    def step(self, x, classes, weights):
        targets = F.one_hot(classes, 3).float() * (1 - SMOOTHING) + SMOOTHING / 3
        targets = targets * weights[classes].unsqueeze(1)
        x, targets = mixup(x, targets, MIXUP)
        loss = -(F.log_softmax(self.network(x), 1) * targets).sum(1).mean()
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimiser.step()
        self.update_average()
        return float(loss)

    def set_rate(self, epoch):
        warm = min(1.0, epoch / WARM_UP + 0.02)
        rate = RATE * warm * 0.5 * (1 + math.cos(math.pi * min(1.0, epoch / self.epochs)))
        for group in self.optimiser.param_groups:
            group["lr"] = max(rate, 1e-6)

    def update_average(self):
        self.steps += 1
        keep = min(AVERAGE, self.steps / (self.steps + 10))
        with torch.no_grad():
            for mean, value in zip(self.average.state_dict().values(), self.network.state_dict().values()):
                if mean.dtype.is_floating_point:
                    mean.mul_(keep).add_(value, alpha=1 - keep)
                else:
                    mean.copy_(value)


def class_weights(classes):
    """Normal and pneumonia weigh the same in sum; bacteria and virus share pneumonia's half."""
    counts = np.bincount(classes, minlength=3)
    shares = np.array([0.5, 0.25, 0.25])
    return torch.tensor(shares * counts.sum() / np.maximum(counts, 1), dtype=torch.float32)


def predict(network, split, size, change=lambda x: x):
    """P(pneumonia) = 1 - P(normal) per image, mean of the image and its mirror image."""
    network.eval()
    result = []
    with torch.no_grad():
        for start in range(0, len(split.classes), 100):
            x = torch.from_numpy(split.images[start:start + 100]).unsqueeze(1).float() / 255
            x = reduce(change(x), size)
            p = (torch.softmax(network(x), 1) + torch.softmax(network(torch.flip(x, (3,))), 1)) / 2
            result.append(1 - p[:, 0])
    return torch.cat(result).numpy()


def report(run, loss, dev, seconds, path):
    size = run.sizes[run.epoch - 1]
    line = {"epoch": run.epoch, "size": size, "loss": round(loss, 4), "seconds": round(seconds)}
    if run.epoch % 4 == 0 or run.epoch == run.epochs:
        line["dev"] = figures(predict(run.average, dev, size), dev.classes > 0)
    print(json.dumps(line), flush=True)
    with open(path, "a") as file:
        file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
