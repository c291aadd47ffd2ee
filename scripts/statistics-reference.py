# /// script
# requires-python = ">=3.11"
# dependencies = ["mpmath==1.3.0", "numpy", "scipy", "statsmodels"]
# ///
"""Values that the tests of src/statistics compare with, from other people's code.

Run once, by hand: `uv run scripts/statistics-reference.py > tests/statistics-reference.json`.
"""

import json
import sys

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from mpmath import mp, mpf
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.tsa.stattools import acf

mp.dps = 40
rng = np.random.default_rng(20261121)


def cases(text: str) -> list[list[float]]:
    """One case between semicolons."""
    return [[float(number) for number in case.split()] for case in text.split(";")]


def ln_beta_tail(x: float, a: float, b: float) -> float:
    """ln of the regularised incomplete beta function, 40 digits, through 2F1 (DLMF 8.17.8)."""
    x, a, b = mpf(x), mpf(a), mpf(b)
    series = mp.hyp2f1(a + b, 1, a + 1, x, maxterms=10**7)
    return float(
        a * mp.log(x) + b * mp.log1p(-x) - mp.log(a) - mp.log(mp.beta(a, b)) + mp.log(series)
    )


def ln_failure_evidence(a: int, b: int) -> float:
    """ln e: P(Beta > 1/2) as the binomial tail that it equals, summed in integers."""
    n = a + b + 1
    tail = sum(mp.binomial(n, j) for j in range(a + 1))
    return float(mp.log(mp.beta(a + 1, b + 1)) + mp.log(tail))


def excluded_by_theorem_4_9(x: np.ndarray, alpha: float) -> list[float]:
    """Both means at which Wang and Ramdas's martingale, as they write it, reaches 1/alpha."""
    n = len(x)

    def ln_g(mu: float) -> float:
        s, v = np.sum(x - mu), np.sum((x - mu) ** 2)
        return (
            -0.5 * np.log(n + 1)
            + n / 2 * np.log((n + 1) * v / ((n + 1) * v - s**2))
            + np.log(alpha)
        )

    far = 1e3 * np.std(x)
    centre = x.mean()
    return [
        optimize.brentq(ln_g, centre - far, centre, xtol=1e-14),
        optimize.brentq(ln_g, centre, centre + far, xtol=1e-14),
    ]


def weighted_line(size: np.ndarray, value: np.ndarray, at: float) -> dict:
    """a + b·size with weights 1/fit², repeated until it stays, and its 95 % prediction interval."""
    design = sm.add_constant(size)
    weights = value**-2.0
    for _ in range(200):
        model = sm.WLS(value, design, weights=weights).fit()
        weights = model.fittedvalues**-2.0
    centre = model.predict([1, at])[0]
    frame = model.get_prediction([[1, at]], weights=[centre**-2.0]).summary_frame(alpha=0.05)
    return {"value": centre, "lower": frame["obs_ci_lower"][0], "upper": frame["obs_ci_upper"][0]}


def weighted_curve(size: np.ndarray, value: np.ndarray, at: float) -> dict:
    """a + b·size^k: k by the likelihood of weighted lines, the interval by a numerical Jacobian."""

    def line(k: float) -> np.ndarray:
        design = sm.add_constant(size**k)
        weights = value**-2.0
        for _ in range(200):
            model = sm.WLS(value, design, weights=weights).fit()
            weights = model.fittedvalues**-2.0
        return model.params

    def misfit(k: float) -> float:
        a, b = line(k)
        fit = a + b * size**k
        return len(size) * np.log(np.sum((value / fit - 1) ** 2)) + 2 * np.sum(np.log(fit))

    grid = np.linspace(0.25, 3, 111)
    best = grid[np.argmin([misfit(k) for k in grid])]
    k = optimize.minimize_scalar(
        misfit, bounds=(best - 0.025, best + 0.025), method="bounded", options={"xatol": 1e-12}
    ).x
    parameters = np.array([*line(k), k])

    def curve(p: np.ndarray, s: np.ndarray) -> np.ndarray:
        return p[0] + p[1] * s ** p[2]

    def jacobian(s: np.ndarray) -> np.ndarray:
        steps = np.diag(1e-6 * np.abs(parameters))
        return np.array(
            [(curve(parameters + d, s) - curve(parameters - d, s)) / (2 * d.sum()) for d in steps]
        ).T

    fit = curve(parameters, size)
    degrees = len(size) - 3
    sigma = np.sqrt(np.sum((value / fit - 1) ** 2) / degrees)
    scaled = jacobian(size) / fit[:, None]
    g = jacobian(np.array([at]))[0]
    centre = curve(parameters, np.array([at]))[0]
    half = (
        stats.t.ppf(0.975, degrees)
        * sigma
        * np.sqrt(centre**2 + g @ np.linalg.inv(scaled.T @ scaled) @ g)
    )
    return {"k": k, "value": centre, "lower": centre - half, "upper": centre + half}


samples = [
    (rng.normal(mu, sd, n) + 0.0)
    for mu, sd, n in [(-0.1, 0.1, 7), (0.4, 0.2, 14), (0, 1, 28), (-3, 0.01, 100)]
]
line_sizes = np.array([1, 1, 2, 2, 4, 4.5])
line_values = (0.3 + 0.5 * line_sizes) * (1 + 0.05 * rng.normal(size=6))
curve_sizes = np.array([0.1, 0.3, 1, 1, 3, 6, 10])
curve_values = (0.2 + 0.4 * curve_sizes**0.8) * (1 + 0.03 * rng.normal(size=7))

reference = {
    "madeBy": "scripts/statistics-reference.py",
    "versions": {
        "scipy": scipy.__version__,
        "numpy": np.__version__,
        "statsmodels": statsmodels.__version__,
    },
    "lnIncompleteBeta": [
        [x, a, b, ln_beta_tail(x, a, b)]
        for x, a, b in cases(
            ".5 1 8; .5 8 1; .5 3 4; .1 .5 .5; .9 14 .5; .001 .5 20; .999 30 2; .5 500 520;"
            ".5 5001 5001; .5 5100 4900; .5 4900 5100; .5 1 10000; .5 10000 1; .3 2000 3000;"
            ".4 200 300; 1e-6 3 2"
        )
    ],
    "studentT": [
        [p, v, float(stats.t.ppf(p, v))]
        for p in [0.005, 0.1, 0.5001, 0.75, 0.9, 0.975, 0.9995, 1 - 1e-9]
        for v in [1, 2, 3, 4.5, 13, 27, 1000]
    ],
    "lnFailureEvidence": [
        [a, b, ln_failure_evidence(int(a), int(b))]
        for a, b in cases(
            "0 0; 7 0; 8 0; 0 7; 3 1; 20 5; 500 480; 1200 0; 0 1200;"
            "5000 5000; 5200 4800; 9990 10; 10 9990"
        )
    ],
    "wilson": [
        [x, n, float(proportion_confint(x, n, method="wilson")[1])]
        for x, n in cases("0 28; 0 14; 1 14; 3 28; 14 14; 5 1000")
    ],
    "samples": [
        {
            "x": x.tolist(),
            "mean": float(np.mean(x)),
            "sd": float(np.std(x, ddof=1)),
            "median": float(np.median(x)),
            "lag1": float(acf(x, nlags=1, fft=False)[1]),
            "sequence": {
                str(alpha): excluded_by_theorem_4_9(x, alpha) for alpha in (0.05, 0.025, 0.05 / 12)
            },
        }
        for x in samples
    ],
    "growth": {
        "line": {
            "sizes": line_sizes.tolist(),
            "values": line_values.tolist(),
            "at": 8,
            **weighted_line(line_sizes, line_values, 8),
        },
        "curve": {
            "sizes": curve_sizes.tolist(),
            "values": curve_values.tolist(),
            "at": 20,
            **weighted_curve(curve_sizes, curve_values, 20),
        },
    },
}
json.dump(reference, sys.stdout, indent=2)
