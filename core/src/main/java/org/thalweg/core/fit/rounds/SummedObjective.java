package org.thalweg.core.fit.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
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
    private transient @Nullable Known known;

    /** The last answer about second derivatives, which take long. */
    private record Known(Question.Kind kind, double[] theta, double[] answer) {}

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
    public boolean curvesAsGaussNewton() {
        return terms.curvesAsGaussNewton();
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
     * <p>What was told of second derivatives last is told again where it is asked for at the same point, without looking at the terms.
     *
     * @throws UncheckedIOException if data cannot be read
     */
    @Override
    public double[] answer(Question question, double[] theta) {
        boolean second = question.kind() == Question.Kind.NORMAL_EQUATIONS || question.kind() == Question.Kind.HESSIAN;
        if (!second) {
            return worker().answer(question, theta);
        }
        Known last = known;
        if (last != null && Arrays.equals(last.theta, theta)) {
            boolean covers = last.kind == Question.Kind.NORMAL_EQUATIONS && terms.curvesAsGaussNewton();
            if (last.kind == question.kind() || covers) {
                return Arrays.copyOf(last.answer, question.length(theta.length));
            }
        }
        double[] answer = worker().answer(question, theta);
        known = new Known(question.kind(), theta.clone(), answer.clone());
        return answer;
    }

    private Answers worker() {
        Answers worker = answers;
        if (worker == null) {
            FitDriver driver = new FitDriver(open(terms), terms.parameters());
            worker = driver::answer;
            answers = worker;
        }
        return worker;
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
