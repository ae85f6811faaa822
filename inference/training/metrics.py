"""Figures of a binary classifier, with bootstrap confidence intervals."""

import numpy as np


def figures(probabilities, truth, threshold=0.5):
    """AUC, accuracy, sensitivity, specificity at the threshold, log loss, and expected calibration error."""
    decided = probabilities >= threshold
    return {
        "n": int(len(truth)),
        "auc": round(auc(probabilities, truth), 4),
        "accuracy": round(float((decided == truth).mean()), 4),
        "sensitivity": round(float(decided[truth].mean()), 4),
        "specificity": round(float((~decided[~truth]).mean()), 4),
        "log_loss": round(log_loss(probabilities, truth), 4),
        "ece": round(calibration_error(probabilities, truth), 4),
    }


def auc(probabilities, truth):
    """Area under the ROC curve by the Mann-Whitney statistic; ties count half."""
    values, inverse, counts = np.unique(probabilities, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positive, negative = int(truth.sum()), int((~truth).sum())
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / (positive * negative))


def log_loss(probabilities, truth):
    """Mean negative logarithm of the probability given to what is true; certainty is cut off at 1e-6."""
    given = np.where(truth, probabilities, 1 - probabilities)
    return float(-np.log(np.maximum(given, 1e-6)).mean())


def calibration_error(probabilities, truth, bins=15):
    """Expected calibration error: gap of mean P(pneumonia) and frequency, in equal-width bins."""
    index = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = [abs(probabilities[index == b].sum() - truth[index == b].sum()) for b in range(bins)]
    return float(sum(gaps) / len(truth))


def intervals(probabilities, truth, rounds=2000, seed=1):
    """95 % percentile bootstrap intervals over images."""
    random = np.random.default_rng(seed)
    drawn = {"auc": [], "accuracy": [], "sensitivity": [], "specificity": []}
    for _ in range(rounds):
        sample = random.integers(0, len(truth), len(truth))
        result = figures(probabilities[sample], truth[sample])
        for name, values in drawn.items():
            values.append(result[name])
    return {name: [round(float(v), 4) for v in np.percentile(values, (2.5, 97.5))] for name, values in drawn.items()}
