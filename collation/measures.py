"""What a number measures: the words for it, in one table that can be read aloud. Pure."""

from __future__ import annotations

import re

_TABLE = """
accuracy: accuracy, top-1 accuracy
top-5 accuracy: top-5 accuracy
sensitivity: sensitivity, true positive rate
specificity: specificity, true negative rate
recall: recall
precision: precision
AUC: auc, auroc, roc-auc, c-statistic, area under the curve
AUC: area under the roc curve, area under the receiver operating characteristic curve
F1 score: f1, f1 score, f1-score, f-score
mean average precision: map, mean average precision
IoU: iou, miou, intersection over union
FID: fid, fréchet inception distance, frechet inception distance
BLEU: bleu
perplexity: perplexity
hazard ratio: hazard ratio, hr
odds ratio: odds ratio
risk ratio: risk ratio, relative risk
p-value: p-value, p value, p =, p <, p=, p<
effect size: effect size, cohen's d
inter-rater agreement: kappa, cohen's kappa, inter-rater agreement, inter-annotator agreement
mortality: mortality, death rate, fatality rate, deaths
survival: survival, survival rate, overall survival
response rate: response rate, responders
remission: remission
adverse events: adverse event, adverse events, side effect, side effects, serious adverse events
dropout: dropout, drop-out, dropouts, attrition, loss to follow-up, lost to follow-up, withdrew
follow-up: follow-up, followup, followed for, followed up for, were followed
dose: dose, doses, dosage, daily dose
age: mean age, median age, average age
error rate: error rate, error rates, word error rate
false positive rate: false positive, false positives, false positive rate, false-positive rate, false alarms
false negative rate: false negative, false negatives, false negative rate, false-negative rate
success rate: success rate, completion rate, solve rate, pass rate
correlation: correlation, correlation coefficient, correlates, correlated, pearson's r, spearman's rho
redshift: redshift
win rate: win rate
learning rate: learning rate
batch size: batch size
frame rate: frame rate, real-time at, frames per second
speed: throughput, tokens per second
latency: latency, inference time, response time
resolution: resolution, angular resolution, spatial resolution
training time: training time, trained for, training took, training run
critical temperature: critical temperature, transition temperature, superconducting transition, tc, t_c
critical temperature: superconducts at, superconducts below, superconducts up to, superconductivity at
operating temperature: operating temperature, cooled to
temperature: temperature, temperatures of
pressure: pressure, pressures of
magnetic field: magnetic field, field of, field strength
mass: mass, mass of
half-life: half-life, lifetime
wavelength: wavelength
frequency: frequency
efficiency: efficiency, quantum efficiency, conversion efficiency
fidelity: fidelity, gate fidelity
coherence time: coherence time
distance: distance
significance: significance, excess of, sigma
uncertainty: uncertainty, error of, error bar
energy: collision energy, centre-of-mass energy, center-of-mass energy, energy
luminosity: luminosity
price: price, priced at, cost, costs, cost of
memory use: memory, vram, memory footprint
speed-up: speed-up, speedup, faster
dataset size: dataset size
revenue: balance, profit, net worth
confidence interval: confidence interval, ci
coverage: coverage
prevalence: prevalence
incidence: incidence
"""
_NAMES = {
    form.strip(): name
    for name, _, forms in (line.partition(":") for line in _TABLE.strip().splitlines())
    for form in forms.split(",")
}
MEASURE = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True))) + r")(?![\w-])")
"""Matches a word for a measure in plain text; `name_of` says which measure it is."""

_UNITS = """
%: mortality, remission, adverse events, dropout, success rate, win rate, error rate, false positive rate
%: false negative rate, response rate, efficiency, fidelity, coverage, prevalence, incidence
%, bare: accuracy, sensitivity, specificity, precision, recall
%, days: survival
%, kelvin, electronvolts: uncertainty
%, metres, electronvolts: resolution
days: follow-up
days, bare: age
days, seconds: half-life
days, seconds, GPU hours: training time
seconds: latency, coherence time
grams, litres: dose
grams, electronvolts: mass
electronvolts: energy
kelvin, °C: critical temperature, operating temperature, temperature
pascals: pressure
tesla: magnetic field
metres: wavelength, distance
hertz: frequency
frames per second: frame rate
standard deviations: significance
dollars, euros, pounds, yuan: price, revenue
bytes: memory use, dataset size
×: speed-up, speed
none: luminosity, confidence interval
"""
NEEDS_UNIT = {
    name.strip(): {"" if unit.strip() == "bare" else unit.strip() for unit in units.split(",")}
    for units, _, names in (line.partition(":") for line in _UNITS.strip().splitlines())
    for name in names.split(",")
}
"""The units in which a measure is given, where not any will do: "mortality of 12" counts nothing."""
MEASURED_IN = {"frames per second": "frame rate", "standard deviations": "significance"}
"""The measure of a unit that only one measure has."""


def name_of(match: re.Match[str]) -> str:
    """The measure of a match of MEASURE."""
    return _NAMES[match.group()]
