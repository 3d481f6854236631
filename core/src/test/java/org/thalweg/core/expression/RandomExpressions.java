package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random trees of every kind, in the form in which the parser leaves them, over the scalars x, y, z, the vectors v (5
 * elements) and w (3), the constants N = 4 and c = 0.7, with all indices inside.
 */
final class RandomExpressions {

    static final ParseOptions OPTIONS = ParseOptions.none()
            .withLet("N", "4")
            .withLet("c", "0.7")
            .withDimension("v", 5)
            .withDimension("w", 3);

    private static final String[] NUMBERS = {"0", "1", "2", "3", "10", "0.5", "1.25", "3e-1", ".75", "2.", "1e2", "0.1"
    };
    private static final Function[] FUNCTIONS = Function.values();

    private final SplittableRandom random;
    private final List<Loop> loops = new ArrayList<>();
    private final List<String> locals = new ArrayList<>();
    private int names;

    private record Loop(String name, long least, long most) {}

    private final boolean withManyLoops;

    RandomExpressions(long seed) {
        this(seed, false);
    }

    /** With many loops, every second inner node is a sum or product, and most leaves are elements of vectors. */
    RandomExpressions(long seed, boolean withManyLoops) {
        random = new SplittableRandom(seed);
        this.withManyLoops = withManyLoops;
    }

    /** A formula of that expression; every variable occurs, so the coordinates are always the same. */
    static Formula formula(Expression expression) {
        return Formula.parse(expression.toString(), OPTIONS.withCoordinates(COORDINATES));
    }

    static final Coordinates COORDINATES =
            Formula.parse("x + y + z + v[1] + w[1]", OPTIONS).coordinates();

    Expression next(int depth) {
        names = 0;
        return expression(depth);
    }

    double[] point() {
        double[] point = new double[COORDINATES.dimension()];
        for (int i = 0; i < point.length; i++) {
            point[i] = random.nextDouble(-2, 2);
        }
        return point;
    }

    int coordinate() {
        return random.nextInt(COORDINATES.dimension());
    }

    private Expression expression(int depth) {
        if (depth == 0) {
            return leaf();
        }
        if (withManyLoops && loops.size() < 3 && random.nextBoolean()) {
            return reduction(depth);
        }
        return switch (random.nextInt(15)) {
            case 0 -> leaf();
            case 1 -> new Expression.Negate(expression(depth - 1));
            case 2, 3, 4 -> addition(depth);
            case 5, 6, 7 -> multiplication(depth);
            case 8 -> power(depth);
            case 9, 10, 11 -> call(depth);
            case 12 -> reduction(depth);
            case 13 ->
                new Expression.Conditional(condition(depth - 1, 2), expression(depth - 1), expression(depth - 1));
            default -> block(depth);
        };
    }

    private Expression leaf() {
        if (withManyLoops && random.nextBoolean()) {
            return random.nextBoolean() ? element("v", 5) : element("w", 3);
        }
        int choice = random.nextInt(12);
        if (choice < 3) {
            return new Expression.Variable(List.of("x", "y", "z").get(choice));
        }
        if (choice < 6) {
            return choice < 5 ? element("v", 5) : element("w", 3);
        }
        if (choice == 6 && !loops.isEmpty()) {
            return new Expression.LoopIndex(
                    loops.get(random.nextInt(loops.size())).name());
        }
        if (choice < 9 && !locals.isEmpty()) {
            return new Expression.Local(locals.get(random.nextInt(locals.size())));
        }
        if (choice == 9) {
            return random.nextBoolean()
                    ? Expression.Constant.PI
                    : new Expression.Given(random.nextBoolean() ? "c" : "N");
        }
        return Expression.Literal.of(NUMBERS[random.nextInt(NUMBERS.length)]);
    }

    private Expression element(String vector, int size) {
        for (int attempt = 0; attempt < 5; attempt++) {
            AffineIndex form = AffineIndex.of(random.nextInt(-3, size + 4));
            long least = form.constant();
            long most = least;
            for (Loop loop : loops) {
                int slope = random.nextInt(4) == 0 ? random.nextInt(-3, 4) : random.nextInt(2);
                form = form.plus(AffineIndex.of(loop.name()).times(AffineIndex.of(slope)));
                least += slope * (slope > 0 ? loop.least() : loop.most());
                most += slope * (slope > 0 ? loop.most() : loop.least());
            }
            if (least >= 1 && most <= size) {
                return new Expression.Element(vector, form);
            }
        }
        return new Expression.Element(vector, AffineIndex.of(random.nextInt(1, size + 1)));
    }

    private Expression addition(int depth) {
        List<Expression.Term> terms = new ArrayList<>();
        Expression first = expression(depth - 1);
        while (first instanceof Expression.Addition) {
            first = expression(depth - 1);
        }
        terms.add(new Expression.Term(false, first));
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            terms.add(new Expression.Term(random.nextBoolean(), expression(depth - 1)));
        }
        return new Expression.Addition(terms);
    }

    private Expression multiplication(int depth) {
        List<Expression.Factor> factors = new ArrayList<>();
        Expression first = expression(depth - 1);
        while (first instanceof Expression.Multiplication) {
            first = expression(depth - 1);
        }
        factors.add(new Expression.Factor(false, first));
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            factors.add(new Expression.Factor(random.nextInt(3) == 0, expression(depth - 1)));
        }
        return new Expression.Multiplication(factors);
    }

    private Expression power(int depth) {
        Expression base = expression(depth - 1);
        if (random.nextInt(3) == 0) {
            return new Expression.Power(base, expression(depth - 1));
        }
        Expression exponent = Expression.Literal.of(random.nextInt(5));
        return new Expression.Power(base, random.nextInt(3) == 0 ? new Expression.Negate(exponent) : exponent);
    }

    private Expression call(int depth) {
        Function function = FUNCTIONS[random.nextInt(FUNCTIONS.length)];
        int count = 1;
        while (!function.takes(count)) {
            count++;
        }
        if (count > 1 && function.takes(count + 1)) {
            count += random.nextInt(2);
        }
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(expression(depth - 1));
        }
        return new Expression.Call(function, arguments);
    }

    /** Loops run from 1..3 to 2..4, or from or to an outer index. */
    private Expression reduction(int depth) {
        if (loops.size() == 3) {
            return leaf();
        }
        AffineIndex from = AffineIndex.of(random.nextInt(1, 4));
        AffineIndex to = random.nextBoolean() ? AffineIndex.of("N") : AffineIndex.of(random.nextInt(2, 5));
        long least = from.constant();
        long most = 4;
        if (!loops.isEmpty() && random.nextBoolean()) {
            Loop outer = loops.get(random.nextInt(loops.size()));
            AffineIndex bound = AffineIndex.of(outer.name()).plus(AffineIndex.of(random.nextInt(-1, 2)));
            if (random.nextBoolean()) {
                from = bound;
                least = outer.least() - 1;
            } else {
                to = bound;
                most = Math.max(least, outer.most() + 1);
            }
        }
        String name = "i" + names++;
        loops.add(new Loop(name, least, most));
        Expression body = expression(depth - 1);
        loops.remove(loops.size() - 1);
        return random.nextInt(3) == 0
                ? new Expression.Product(name, from, to, body)
                : new Expression.Sum(name, from, to, body);
    }

    private Expression block(int depth) {
        int before = locals.size();
        List<Expression.Definition> definitions = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            Expression value = expression(depth - 1);
            String name = "r" + names++;
            definitions.add(new Expression.Definition(name, value));
            locals.add(name);
        }
        Expression value = expression(depth - 1);
        locals.subList(before, locals.size()).clear();
        return new Expression.Block(definitions, value);
    }

    private Condition condition(int depth, int width) {
        int choice = random.nextInt(width == 0 ? 1 : 5);
        if (choice < 2) {
            Condition.Relation[] relations = Condition.Relation.values();
            return new Condition.Comparison(
                    relations[random.nextInt(relations.length)], expression(depth), expression(depth));
        }
        List<Condition> two = List.of(condition(depth, width - 1), condition(depth, width - 1));
        return switch (choice) {
            case 2 -> new Condition.Conjunction(two);
            case 3 -> new Condition.Disjunction(two);
            default -> new Condition.Negation(two.get(0));
        };
    }
}
