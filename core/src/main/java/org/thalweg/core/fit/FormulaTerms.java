package org.thalweg.core.fit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.SumPieces;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;

/**
 * The terms of a formula's outermost sums, dealt into shards by ranges of their index; the parameters are the formula's variables.
 *
 * <p>What travels is the formula; each copy cuts and compiles it when it is first opened. Shards with the same text share their code, and so
 * all shards that one copy opens serve one thread.
 */
public final class FormulaTerms implements Terms {
    private static final long serialVersionUID = 1;

    private final Formula formula;
    private final boolean negated;
    private final int shards;
    private transient @Nullable SumPieces pieces;
    private transient @Nullable Map<Formula, CompiledFormula> compiled;

    /**
     * The terms of a formula.
     *
     * @param negated whether the sum is of −f, since the highest point is wanted
     * @param most the number of shards, unless there are fewer terms
     * @throws org.thalweg.core.expression.ExpressionException if the formula is not made of sums
     */
    public FormulaTerms(Formula formula, boolean negated, int most) {
        this.formula = formula;
        this.negated = negated;
        SumPieces cut = new SumPieces(formula, most);
        this.shards = cut.count();
        this.pieces = cut;
    }

    @Override
    public int parameters() {
        return formula.dimension();
    }

    @Override
    public int shards() {
        return shards;
    }

    @Override
    public TermShard open(int id) {
        SumPieces cut = pieces == null ? new SumPieces(formula, shards) : pieces;
        Map<Formula, CompiledFormula> known = compiled == null ? new HashMap<>() : compiled;
        pieces = cut;
        compiled = known;
        SumPieces.Piece piece = cut.piece(id);
        CompiledFormula code =
                known.computeIfAbsent(piece.formula(), text -> CompiledFormula.compile(text, KernelBackend.AUTO));
        return new Shard(code, piece.first(), negated ? -1 : 1, new double[code.dimension()]);
    }

    /** Shards of one copy share code: it has room for one evaluation at a time. */
    private record Shard(CompiledFormula code, int first, int sign, double[] scratch) implements TermShard {
        @Override
        public int parameters() {
            return code.dimension();
        }

        @Override
        public void answer(Question question, double[] theta, double[] out) {
            if (!question.sample().isAll()) {
                throw new IllegalArgumentException(
                        "mini-batches are of rows of data; a formula has all its terms in every round");
            }
            switch (question.kind()) {
                case VALUES -> {
                    for (int k = 0; k < question.steps().length; k++) {
                        question.place(theta, k, scratch);
                        out[k] = sign * code.value(scratch);
                    }
                }
                case GRADIENT -> {
                    out[0] = sign * code.valueAndGradient(theta, scratch);
                    for (int i = 0; i < scratch.length; i++) {
                        out[1 + i] = sign * scratch[i];
                    }
                }
                case HESSIAN, NORMAL_EQUATIONS, CONDENSED, EXPANDED, RELAXED ->
                    throw new IllegalArgumentException(
                            "%s is not asked of one shard of a formula with very many variables"
                                    .formatted(question.kind()));
            }
        }
    }

    @Override
    public String toString() {
        return formula.text();
    }
}
