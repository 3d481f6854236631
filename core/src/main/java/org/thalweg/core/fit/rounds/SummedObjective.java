package org.thalweg.core.fit.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.objective.GaussNewtonObjective;

/** A sum of terms as an objective of its parameters. Its shards are opened when they are first needed. */
public final class SummedObjective implements GaussNewtonObjective, Answers {
    private static final long serialVersionUID = 1;

    private final Terms terms;
    private transient @Nullable Answers answers;

    /** Evaluates in the calling thread. */
    public SummedObjective(Terms terms) {
        this.terms = terms;
    }

    /** Leaves the sum to others; a copy of this that is serialized and read back evaluates in the calling thread. */
    public SummedObjective(Terms terms, Answers answers) {
        this.terms = terms;
        this.answers = answers;
    }

    @Override
    public int dimension() {
        return terms.parameters();
    }

    @Override
    public double value(double[] x) {
        return answer(Question.value(), x)[0];
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        double[] answer = answer(Question.gradient(), x);
        System.arraycopy(answer, 1, gradient, 0, x.length);
        return answer[0];
    }

    @Override
    public double valueGradientAndGaussNewton(double[] x, double[] gradient, double[] matrix) {
        return second(answer(Question.normalEquations(), x), gradient, matrix);
    }

    @Override
    public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
        return second(answer(Question.hessian(), x), gradient, hessian);
    }

    private static double second(double[] answer, double[] gradient, double[] matrix) {
        int n = gradient.length;
        System.arraycopy(answer, 1, gradient, 0, n);
        int k = 1 + n;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                matrix[i * n + j] = answer[k];
                matrix[j * n + i] = answer[k];
                k++;
            }
        }
        return answer[0];
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if data cannot be read
     */
    @Override
    public double[] answer(Question question, double[] theta) {
        Answers known = answers;
        if (known == null) {
            FitDriver driver = new FitDriver(open(terms), terms.parameters());
            known = driver::answer;
            answers = known;
        }
        return known.answer(question, theta);
    }

    /**
     * All shards of a sum, opened.
     *
     * @throws UncheckedIOException if data cannot be read
     */
    public static List<TermShard> open(Terms terms) {
        List<TermShard> shards = new ArrayList<>();
        try {
            for (int id = 0; id < terms.shards(); id++) {
                shards.add(terms.open(id));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return shards;
    }
}
