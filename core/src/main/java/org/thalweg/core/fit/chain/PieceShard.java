package org.thalweg.core.fit.chain;

import java.util.Arrays;
import java.util.function.Supplier;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;

/** A piece of a chain. */
final class PieceShard implements TermShard {
    private final int first;
    private final Stretch whole;
    private final Condensation condensation;
    private final Supplier<Relaxation> relaxation;
    private final Places places;
    private final double[] scratch;

    /**
     * Where the piece's seam variables stand in the equations of all seams.
     *
     * @param of each of them
     * @param all how many variables all seams have
     * @param band the half-bandwidth of their equations
     */
    record Places(int[] of, int all, int band) {}

    PieceShard(int first, Stretch whole, Condensation condensation, Supplier<Relaxation> relaxation, Places places) {
        this.first = first;
        this.whole = whole;
        this.condensation = condensation;
        this.relaxation = relaxation;
        this.places = places;
        this.scratch = new double[whole.size()];
    }

    @Override
    public int parameters() {
        return whole.size();
    }

    @Override
    public int first() {
        return first;
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
                    out[k] = whole.value(0, whole.links(), scratch);
                }
            }
            case GRADIENT -> {
                out[0] = whole.valueAndGradient(0, whole.links(), theta, scratch);
                System.arraycopy(scratch, 0, out, 1, scratch.length);
            }
            case CONDENSED -> condense(question, theta, out);
            case EXPANDED -> {
                double[] onSeams = new double[places.of.length];
                for (int k = 0; k < onSeams.length; k++) {
                    onSeams[k] = question.steps()[1 + places.of[k]];
                }
                condensation.expand(theta, question.steps()[0], question.direction(), onSeams, scratch);
                out[0] = 0;
                System.arraycopy(scratch, 0, out, 1, scratch.length);
            }
            case RELAXED -> {
                if (question.steps()[0] == 0) {
                    move(relaxation.get(), question, theta, out);
                } else {
                    Arrays.fill(out, 0, 1 + theta.length, 0);
                }
            }
            case HESSIAN, NORMAL_EQUATIONS ->
                throw new IllegalArgumentException(
                        "%s is not asked of a formula with very many variables".formatted(question.kind()));
        }
    }

    private void condense(Question question, double[] theta, double[] out) {
        int heads = question.heads(theta.length);
        Arrays.fill(out, 0, heads, 0);
        double[][] equations = condensation.equations(theta, question.steps()[0], question.direction());
        int b = places.of.length;
        for (int k = 0; equations != null && k < b; k++) {
            int row = places.of[k];
            out[1 + row] = equations[k][b];
            for (int m = 0; m < b && places.of[m] <= row; m++) {
                int column = places.of[m];
                out[1 + places.all + row * (places.band + 1) + row - column] = equations[k][m];
            }
        }
        out[0] = equations == null ? Double.NaN : condensation.value();
        System.arraycopy(condensation.gradient(), 0, out, heads, theta.length);
    }

    /** The answer to RELAXED: how far what moves is moved. */
    static void move(Relaxation relaxation, Question question, double[] theta, double[] out) {
        double[] moved = theta.clone();
        out[0] = relaxation.lower(moved, question.steps()[1]);
        for (int i = 0; i < theta.length; i++) {
            out[1 + i] = moved[i] - theta[i];
        }
    }
}
