package org.thalweg.core.fit.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.SumPieces;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.chain.Stretch.Range;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;

/**
 * The terms of a formula's outermost sums where each reads few neighbouring variables, dealt into pieces that share seams: even shards have the
 * pieces, and odd ones the seams between them.
 *
 * <p>A shard that has a seam adds nothing to the sum; it lowers it by moving the seam and what is near it. Every piece is cut into links of a few
 * terms, which relaxation moves one after the other.
 */
public final class ChainTerms implements Terms {
    private static final long serialVersionUID = 1;

    private static final int MOST_PIECES = 64;
    private static final int LEAST_LINKS = 8;

    /** The most diagonals beside the main one that second derivatives may have. */
    private static final int MOST_BAND = 8;

    private static final int LINK = 8;
    /** How many links on either side of a seam move with it. */
    private static final int NEAR = 4;

    private final Formula formula;
    private final int sign;
    private final int band;
    private final int pieces;
    private final int linksEach;
    private final Seams seams;
    private transient @Nullable Cut cut;

    /** The formula cut, and what has been compiled of it, for one thread. */
    private record Cut(SumPieces pieces, SumPieces links, Map<Formula, CompiledFormula> code) {
        CompiledFormula code(Formula formula) {
            return code.computeIfAbsent(formula, text -> CompiledFormula.compile(text, KernelBackend.AUTO));
        }
    }

    private ChainTerms(Formula formula, int sign, int band, int pieces, int linksEach, Seams seams) {
        this.formula = formula;
        this.sign = sign;
        this.band = band;
        this.pieces = pieces;
        this.linksEach = linksEach;
        this.seams = seams;
    }

    /**
     * The terms of a formula; empty if some read variables that are far apart.
     *
     * @param negated whether the sum is of −f, since the highest point is wanted
     * @throws org.thalweg.core.expression.ExpressionException if the formula is not made of sums
     */
    public static Optional<ChainTerms> of(Formula formula, boolean negated) {
        SumPieces single = new SumPieces(formula, 1);
        int band = single.widest() - 1;
        if (band < 0 || band > MOST_BAND) {
            return Optional.empty();
        }
        int link = Math.max(LINK, 2 * band);
        long links = Math.max(1, single.terms() / link);
        int pieces = (int) Math.max(1, Math.min(MOST_PIECES, links / LEAST_LINKS));
        int linksEach = single.isUniform() ? (int) Math.max(1, links / pieces) : 1;
        return seams(new SumPieces(formula, pieces))
                .map(seams -> new ChainTerms(formula, negated ? -1 : 1, band, pieces, linksEach, seams));
    }

    /** The seams, if only neighbours have some. */
    private static Optional<Seams> seams(SumPieces pieces) {
        int count = pieces.count();
        int[] from = new int[count - 1];
        int[] to = new int[count - 1];
        for (int k = 0; k < count - 1; k++) {
            SumPieces.Span here = pieces.span(k);
            SumPieces.Span next = pieces.span(k + 1);
            if (next.first() < here.first() || next.end() < here.end()) {
                return Optional.empty();
            }
            from[k] = next.first();
            to[k] = Math.max(next.first(), here.end());
            if (k > 0 && from[k] < to[k - 1]) {
                return Optional.empty();
            }
        }
        return Optional.of(new Seams(from, to));
    }

    public Seams seams() {
        return seams;
    }

    @Override
    public int parameters() {
        return formula.dimension();
    }

    @Override
    public int shards() {
        return 2 * pieces - 1;
    }

    @Override
    public TermShard open(int id) {
        Cut known = cut;
        if (known == null) {
            known = new Cut(
                    new SumPieces(formula, pieces), new SumPieces(formula, pieces * linksEach), new HashMap<>());
            cut = known;
        }
        return id % 2 == 0 ? piece(id / 2, known) : seam(id / 2, known);
    }

    private TermShard piece(int k, Cut known) {
        SumPieces.Piece piece = known.pieces.piece(k);
        int left = k == 0 ? 0 : seams.to(k - 1) - seams.from(k - 1);
        int right = k == pieces - 1 ? 0 : seams.to(k) - seams.from(k);
        Stretch whole = new Stretch(band, sign);
        whole.add(known.code(piece.formula()), 0);
        Range free = new Range(left, whole.size() - right);
        return new PieceShard(
                piece.first(),
                whole,
                new Condensation(whole, left, right),
                once(() -> new Relaxation(links(k * linksEach, (k + 1) * linksEach, piece.first(), known), free)),
                places(k, left, right));
    }

    /** Where the piece's seam variables stand in the equations of all seams. */
    private PieceShard.Places places(int k, int left, int right) {
        int[] places = new int[left + right];
        for (int i = 0; i < places.length; i++) {
            places[i] = i < left ? seams.place(k - 1) + i : seams.place(k) + i - left;
        }
        return new PieceShard.Places(places, seams.variables(), seams.band());
    }

    private TermShard seam(int k, Cut known) {
        int middle = (k + 1) * linksEach;
        int near = Math.min(NEAR, linksEach / 2);
        int from = middle - near;
        int to = middle + near;
        int first = known.links.span(from).first();
        int size = to == from ? 0 : known.links.span(to - 1).end() - first;
        int low = known.links.span(from - 1).end();
        int high = known.links.span(to).first();
        Range free = new Range(Math.max(0, low - first), Math.min(size, high - first));
        return new SeamShard(first, size, once(() -> new Relaxation(links(from, to, first, known), free)));
    }

    /** What is made when it is first needed: cutting takes longer than a round. */
    private static <T> Supplier<T> once(Supplier<T> maker) {
        List<T> made = new ArrayList<>(1);
        return () -> {
            if (made.isEmpty()) {
                made.add(maker.get());
            }
            return made.get(0);
        };
    }

    private Stretch links(int from, int to, int first, Cut known) {
        Stretch stretch = new Stretch(band, sign);
        for (int j = from; j < to; j++) {
            SumPieces.Piece link = known.links.piece(j);
            stretch.add(known.code(link.formula()), link.first() - first);
        }
        return stretch;
    }

    @Override
    public String toString() {
        return formula.text();
    }
}
