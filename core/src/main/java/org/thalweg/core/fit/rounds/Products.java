package org.thalweg.core.fit.rounds;

/**
 * Inner products of long vectors, several in one pass.
 *
 * <p>Each is the sum of two: over even positions and over odd ones, from the first to the last with one fused multiply–add a term. That order
 * is a promise. Sums that do not wait for each other keep the processor busy, which one sum alone does not.
 */
final class Products {

    private Products() {}

    /** Overwrites {@code out}, from {@code at} on, with s·s, s·y, y·y, s·g, y·g, g·g. */
    static void six(double[] s, double[] y, double[] g, double[] out, int at) {
        double ss = 0;
        double sy = 0;
        double yy = 0;
        double sg = 0;
        double yg = 0;
        double gg = 0;
        double ss1 = 0;
        double sy1 = 0;
        double yy1 = 0;
        double sg1 = 0;
        double yg1 = 0;
        double gg1 = 0;
        int even = g.length & ~1;
        for (int i = 0; i < even; i += 2) {
            double si = s[i];
            double yi = y[i];
            double gi = g[i];
            ss = Math.fma(si, si, ss);
            sy = Math.fma(si, yi, sy);
            yy = Math.fma(yi, yi, yy);
            sg = Math.fma(si, gi, sg);
            yg = Math.fma(yi, gi, yg);
            gg = Math.fma(gi, gi, gg);
            double sk = s[i + 1];
            double yk = y[i + 1];
            double gk = g[i + 1];
            ss1 = Math.fma(sk, sk, ss1);
            sy1 = Math.fma(sk, yk, sy1);
            yy1 = Math.fma(yk, yk, yy1);
            sg1 = Math.fma(sk, gk, sg1);
            yg1 = Math.fma(yk, gk, yg1);
            gg1 = Math.fma(gk, gk, gg1);
        }
        if (even < g.length) {
            ss = Math.fma(s[even], s[even], ss);
            sy = Math.fma(s[even], y[even], sy);
            yy = Math.fma(y[even], y[even], yy);
            sg = Math.fma(s[even], g[even], sg);
            yg = Math.fma(y[even], g[even], yg);
            gg = Math.fma(g[even], g[even], gg);
        }
        out[at] = ss + ss1;
        out[at + 1] = sy + sy1;
        out[at + 2] = yy + yy1;
        out[at + 3] = sg + sg1;
        out[at + 4] = yg + yg1;
        out[at + 5] = gg + gg1;
    }

    /** Overwrites {@code out}, from {@code at} on, with a·v₀, a·v₁, a·v₂, b·v₀, b·v₁, b·v₂. */
    static void pair(double[] a, double[] b, double[][] v, double[] out, int at) {
        three(a, v, out, at);
        three(b, v, out, at + 3);
    }

    private static void three(double[] a, double[][] v, double[] out, int at) {
        double[] v0 = v[0];
        double[] v1 = v[1];
        double[] v2 = v[2];
        double p0 = 0;
        double p1 = 0;
        double p2 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        int even = a.length & ~1;
        for (int i = 0; i < even; i += 2) {
            p0 = Math.fma(a[i], v0[i], p0);
            p1 = Math.fma(a[i], v1[i], p1);
            p2 = Math.fma(a[i], v2[i], p2);
            q0 = Math.fma(a[i + 1], v0[i + 1], q0);
            q1 = Math.fma(a[i + 1], v1[i + 1], q1);
            q2 = Math.fma(a[i + 1], v2[i + 1], q2);
        }
        if (even < a.length) {
            p0 = Math.fma(a[even], v0[even], p0);
            p1 = Math.fma(a[even], v1[even], p1);
            p2 = Math.fma(a[even], v2[even], p2);
        }
        out[at] = p0 + q0;
        out[at + 1] = p1 + q1;
        out[at + 2] = p2 + q2;
    }

    /** a·b. */
    static double dot(double[] a, double[] b) {
        double p = 0;
        double q = 0;
        int even = a.length & ~1;
        for (int i = 0; i < even; i += 2) {
            p = Math.fma(a[i], b[i], p);
            q = Math.fma(a[i + 1], b[i + 1], q);
        }
        if (even < a.length) {
            p = Math.fma(a[even], b[even], p);
        }
        return p + q;
    }

    /** Adds {@code f}·a + {@code h}·b to {@code d}. */
    static void addBoth(double f, double[] a, double h, double[] b, double[] d) {
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.fma(h, b[i], Math.fma(f, a[i], d[i]));
        }
    }
}
