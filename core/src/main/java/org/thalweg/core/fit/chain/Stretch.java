package org.thalweg.core.fit.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.thalweg.core.kernel.CompiledFormula;

/**
 * Terms over a run of consecutive variables, in links one behind the other: sums, gradients and second derivatives of some of the links.
 *
 * <p>Second derivatives have a half-bandwidth b, so 2b + 1 products ∇²f·v tell all of a link's: v is 1 on every (2b + 1)-th variable (Curtis,
 * Powell and Reid, J. Inst. Maths Applics 13 (1974), doi:10.1093/imamat/13.1.117).
 */
final class Stretch {
    private final List<Link> links = new ArrayList<>();
    private final IdentityHashMap<CompiledFormula, Scratch> scratch = new IdentityHashMap<>();
    private final int band;
    private final int sign;
    private int size;

    /** A run of terms, the first variable that it reads, and the variable after the last. */
    private record Link(CompiledFormula code, int first, int end, Scratch scratch) {}

    /** Room for one evaluation. */
    private static final class Scratch {
        final double[] x;
        final double[] v;
        final double[] out;

        Scratch(int size) {
            x = new double[size];
            v = new double[size];
            out = new double[size];
        }
    }

    /**
     * @param band b
     * @param sign 1, or −1 if it is the sum of −f
     */
    Stretch(int band, int sign) {
        this.band = band;
        this.sign = sign;
    }

    /** Adds a link that reads the variables from {@code first} on. */
    void add(CompiledFormula code, int first) {
        Scratch room = scratch.computeIfAbsent(code, same -> new Scratch(code.dimension()));
        links.add(new Link(code, first, first + code.dimension(), room));
        size = Math.max(size, first + code.dimension());
    }

    /** The number of links. */
    int links() {
        return links.size();
    }

    /** The number of variables. */
    int size() {
        return size;
    }

    int band() {
        return band;
    }

    /** The first variable that link {@code k} or a later one reads; the number of variables if there is none. */
    int first(int k) {
        return k < links.size() ? links.get(k).first : size;
    }

    /** The variable after the last that link {@code k} or an earlier one reads; 0 if there is none. */
    int end(int k) {
        return k < 0 ? 0 : links.get(k).end;
    }

    /** Σf over the links {@code from} … {@code to} − 1 at {@code x}. */
    double value(int from, int to, double[] x) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            Link link = links.get(k);
            System.arraycopy(x, link.first, link.scratch.x, 0, link.scratch.x.length);
            sum += sign * link.code.value(link.scratch.x);
        }
        return sum;
    }

    /** Σf over the links {@code from} … {@code to} − 1 at {@code x}; overwrites what they read of {@code g} with Σ∇f. */
    double valueAndGradient(int from, int to, double[] x, double[] g) {
        if (from >= to) {
            return 0;
        }
        Arrays.fill(g, links.get(from).first, links.get(to - 1).end, 0);
        double sum = 0;
        for (int k = from; k < to; k++) {
            Link link = links.get(k);
            System.arraycopy(x, link.first, link.scratch.x, 0, link.scratch.x.length);
            sum += sign * link.code.valueAndGradient(link.scratch.x, link.scratch.out);
            for (int i = 0; i < link.scratch.out.length; i++) {
                g[link.first + i] += sign * link.scratch.out[i];
            }
        }
        return sum;
    }

    /**
     * Overwrites {@code entries} with Σ∇²f over the links {@code from} … {@code to} − 1 at {@code x}, rows and columns {@code low} … {@code high} − 1.
     *
     * @param entries b + 1 doubles a row: entry (i, i − k) at {@code [(i − low)·(b + 1) + k]}
     */
    void curvature(Range links, double[] x, Range rows, double[] entries) {
        Arrays.fill(entries, 0, rows.size() * (band + 1), 0);
        for (int k = links.from(); k < links.to(); k++) {
            add(this.links.get(k), x, rows, entries);
        }
    }

    private void add(Link link, double[] x, Range rows, double[] entries) {
        double[] v = link.scratch.v;
        double[] out = link.scratch.out;
        int w = v.length;
        int colours = Math.min(2 * band + 1, w);
        System.arraycopy(x, link.first, link.scratch.x, 0, w);
        for (int colour = 0; colour < colours; colour++) {
            for (int j = colour; j < w; j += colours) {
                v[j] = 1;
            }
            link.code.hessianVector(link.scratch.x, v, out);
            for (int j = colour; j < w; j += colours) {
                v[j] = 0;
                int column = link.first + j - rows.from();
                for (int i = j; column >= 0 && i < w && i <= j + band; i++) {
                    int row = link.first + i - rows.from();
                    if (row < rows.size()) {
                        entries[row * (band + 1) + i - j] += sign * out[i];
                    }
                }
            }
        }
    }

    /** The numbers {@code from} … {@code to} − 1. */
    record Range(int from, int to) {
        int size() {
            return Math.max(0, to - from);
        }
    }
}
