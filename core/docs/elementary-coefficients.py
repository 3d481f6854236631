"""The polynomials of org.thalweg.core.kernel.elementary, computed anew. Needs mpmath; takes some minutes.

    python3 core/docs/elementary-coefficients.py [name]...

minimax(f, weight, powers, low, high): the c that minimise max |weight(x) (f(x) - sum c_i x^powers[i])| on [low, high].
The exchange algorithm of Remez finds real coefficients; then, lowest power first, one coefficient is rounded
to a double and the rest are found again, so that later ones make up for the rounding of earlier ones.
"""
from mpmath import mp, mpf
import mpmath

mp.dps = 50

HALF_LN2 = mpmath.log(2) / 2 * mpf("1.0001")
EIGHTH_TURN = (mpmath.pi / 4) ** 2 * mpf("1.0001")
ARTANH = ((mpmath.sqrt(2) - 1) / (mpmath.sqrt(2) + 1)) ** 2 * mpf("1.001")


def exchange(f, weight, powers, low, high, grid_points=800):
    n = len(powers)
    low, high = mpf(low), mpf(high)
    mid, half = (low + high) / 2, (high - low) / 2
    grid = [mid - half * mpmath.cos(mpmath.pi * i / grid_points) for i in range(grid_points + 1)]
    fg = [f(x) for x in grid]
    wg = [weight(x) for x in grid]
    pg = [[x**p for p in powers] for x in grid]
    ref = [round(i * grid_points / n) for i in range(n + 1)]
    c = None
    for _ in range(40):
        a = mp.matrix(n + 1, n + 1)
        b = mp.matrix(n + 1, 1)
        for row, g in enumerate(ref):
            for col in range(n):
                a[row, col] = wg[g] * pg[g][col]
            a[row, n] = (-1) ** row
            b[row] = wg[g] * fg[g]
        s = mp.lu_solve(a, b)
        c = [s[i] for i in range(n)]
        level = abs(s[n])
        err = [wg[g] * (fg[g] - mp.fsum(ci * q for ci, q in zip(c, pg[g]))) for g in range(grid_points + 1)]
        # one extremum per sign run
        runs = []
        for g, e in enumerate(err):
            if runs and (err[runs[-1]] > 0) == (e > 0):
                if abs(e) > abs(err[runs[-1]]):
                    runs[-1] = g
            else:
                runs.append(g)
        while len(runs) > n + 1:
            if len(runs) == n + 2:
                runs.pop(0 if abs(err[runs[0]]) < abs(err[runs[-1]]) else -1)
            else:
                k = min(range(len(runs) - 1), key=lambda i: abs(err[runs[i]]) + abs(err[runs[i + 1]]))
                del runs[k : k + 2]
        worst = max(abs(e) for e in err)
        if len(runs) < n + 1 or worst < level * mpf("1.0005"):
            break
        ref = runs
    return c, worst


def least_squares(f, weight, powers, low, high, nodes=200):
    """Nearly minimax: least squares at Chebyshev nodes."""
    low, high = mpf(low), mpf(high)
    mid, half = (low + high) / 2, (high - low) / 2
    xs = [mid + half * mpmath.cos(mpmath.pi * (i + mpf(1) / 2) / nodes) for i in range(nodes)]
    rows = [[weight(x) * x**p for p in powers] for x in xs]
    target = [weight(x) * f(x) for x in xs]
    n = len(powers)
    a = mp.matrix(n, n)
    b = mp.matrix(n, 1)
    for i in range(n):
        b[i] = mp.fsum(r[i] * t for r, t in zip(rows, target))
        for j in range(n):
            a[i, j] = mp.fsum(r[i] * r[j] for r in rows)
    s = mp.lu_solve(a, b)
    c = [s[i] for i in range(n)]
    worst = max(abs(t - mp.fsum(ci * q for ci, q in zip(c, r))) for r, t in zip(rows, target))
    return c, worst


def minimax(f, weight, powers, low, high):
    done = []
    while len(done) < len(powers):
        k = len(done)
        rest = (lambda d: lambda x: f(x) - mp.fsum(ci * x**p for ci, p in zip(d, powers)))(list(done))
        haar = powers[k] == 0 or not low < 0 < high  # x^k, x^(k+1), ... is no Haar system on an interval around 0
        c, worst = (exchange if haar else least_squares)(rest, weight, powers[k:], low, high)
        done.append(mpf(float(c[0])))
    grid = [mpf(low) + (mpf(high) - mpf(low)) * i / 3000 for i in range(3001)]
    final = max(abs(weight(x) * (f(x) - mp.fsum(ci * x**p for ci, p in zip(done, powers)))) for x in grid)
    return [float(x) for x in done], final



def series(x, small, terms, otherwise):
    """The quotient itself, or its Taylor series where that would be 0 / 0."""
    return mp.fsum(c * x**i for i, c in enumerate(terms)) if abs(x) < mpf(small) else otherwise(x)


def factorials(first):
    return [1 / mpmath.factorial(first + i) for i in range(9)]


def exp_second_order(r):
    return series(r, "1e-6", factorials(2), lambda x: (mpmath.exp(x) - 1 - x) / x**2)


def exp_third_order(r):
    return series(r, "1e-5", factorials(3), lambda x: (mpmath.exp(x) - 1 - x - x * x / 2) / x**3)


def of_root(function):
    """function(x, z) of x = sqrt(z)."""
    return lambda z: function(mpmath.sqrt(z), z)


def log_cubic(z):
    terms = [mpf(2) / 3, mpf(2) / 5, mpf(2) / 7]
    return series(z, "1e-8", terms, of_root(lambda s, w: (2 * mpmath.atanh(s) - 2 * s) / (s * w)))


def log_fifth_order(z):
    terms = [mpf(2) / 5, mpf(2) / 7, mpf(2) / 9]
    return series(z, "1e-8", terms, lambda w: (log_cubic(w) - mpf(2) / 3) / w)


def sin_cubic(z):
    terms = [mpf(1) / 6, -mpf(1) / 120, mpf(1) / 5040]
    return series(z, "1e-8", terms, of_root(lambda x, w: (x - mpmath.sin(x)) / (x * w)))


def cos_fourth_order(z):
    terms = [mpf(1) / 24, -mpf(1) / 720, mpf(1) / 40320, -1 / mpmath.factorial(10)]
    return series(z, "1e-6", terms, of_root(lambda x, w: (mpmath.cos(x) - 1 + w / 2) / w**2))


def asin_cubic(z):
    terms = [mpf(1) / 6, mpf(3) / 40, mpf(15) / 336]
    return series(z, "1e-8", terms, of_root(lambda x, w: (mpmath.asin(x) - x) / (x * w)))


def atan_cubic(z):
    terms = [-mpf(1) / 3, mpf(1) / 5, -mpf(1) / 7]
    return series(z, "1e-8", terms, of_root(lambda x, w: (mpmath.atan(x) - x) / (x * w)))


def erf_inner(z):
    c = 2 / mpmath.sqrt(mpmath.pi)
    terms = [c - 1, -c / 3, c / 10]
    return series(z, "1e-8", terms, of_root(lambda x, w: mpmath.erf(x) / x - 1))


def erfc_scaled(t):
    return mpmath.erfc(1 + t) * mpmath.exp((1 + t) ** 2)


# name (class, letter of the constants): function, weight of its error, number of coefficients, interval;
# the weights are the share of the polynomial in the result, plus a little where that share is 0
POLYNOMIALS = {
    "Exponential Q": (exp_second_order, lambda r: r * r + mpf("1e-5"), 10, -HALF_LN2, HALF_LN2),
    "Exponential T": (exp_third_order, lambda r: abs(r) ** 3 + mpf("1e-6"), 10, -HALF_LN2, HALF_LN2),
    "Logarithm P": (log_cubic, lambda z: z + mpf("1e-5"), 7, 0, ARTANH),
    "Power W": (log_fifth_order, lambda z: z * z / 2 + mpf("1e-8"), 8, 0, ARTANH),
    "Trigonometric S": (sin_cubic, lambda z: z + mpf("1e-5"), 6, 0, EIGHTH_TURN),
    "Trigonometric C": (cos_fourth_order, lambda z: z * z + mpf("1e-5"), 6, 0, EIGHTH_TURN),
    "InverseTrigonometric A": (atan_cubic, lambda z: z + mpf("1e-5"), 12, 0, mpf(1) / 4),
    "InverseTrigonometric B": (asin_cubic, lambda z: z + mpf("1e-5"), 13, 0, mpf(1) / 4),
    "ErrorFunction E": (erf_inner, lambda z: 1 / (1 + erf_inner(z)), 12, 0, 1),
    "ErrorFunction C": (erfc_scaled, lambda t: mpmath.exp(-((1 + t) ** 2)), 22, 0, mpf("4.95")),
}

if __name__ == "__main__":
    import sys

    for name in sys.argv[1:] or POLYNOMIALS:
        function, weight, count, low, high = POLYNOMIALS[name]
        coefficients, worst = minimax(function, weight, list(range(count)), low, high)
        print(f"{name}: largest weighted error 2^{float(mpmath.log(worst, 2)):.2f}", flush=True)
        for i, c in enumerate(coefficients):
            print(f"    private static final double {name[-1]}{i} = {c.hex()};", flush=True)
