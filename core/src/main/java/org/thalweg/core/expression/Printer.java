package org.thalweg.core.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Tree to text, in ASCII but for names, with no more parentheses than needed.
 *
 * <p>The text of a tree that was parsed parses back to an equal tree. Any other tree is printed as its normal form: the
 * one in which no chain begins with a chain of its own kind, (a + b) + c being the chain a + b + c.
 *
 * <p>It does not recurse, so it prints trees of any height.
 */
final class Printer implements Expression.Visitor<Integer>, Condition.Visitor<Integer> {

    /** How tight a piece must bind to stand without parentheses. */
    private static final int ANYTHING = 0;

    private static final int BLOCK = 0;
    private static final int DISJUNCTION = Operator.OR.precedence();
    private static final int CONJUNCTION = Operator.AND.precedence();
    private static final int COMPARISON = Operator.LESS.precedence();
    private static final int ADDITION = Operator.ADD.precedence();
    private static final int MULTIPLICATION = Operator.MULTIPLY.precedence();
    private static final int PREFIX = Operator.NEGATE.precedence();
    private static final int POWER = Operator.POWER.precedence();
    private static final int ATOM = POWER + 1;

    private final StringBuilder text = new StringBuilder();
    private final Deque<Object> work = new ArrayDeque<>();
    private List<Object> pieces = new ArrayList<>();

    private Printer() {}

    /** A part of the text still to be written: a tree, and how tight it must bind. */
    private record Part(Expression expression, int tightness) {}

    private record ConditionPart(Condition condition, int tightness) {}

    static String print(Expression expression) {
        return new Printer().write(new Part(expression, ANYTHING));
    }

    static String print(Condition condition) {
        return new Printer().write(new ConditionPart(condition, ANYTHING));
    }

    private String write(Object whole) {
        work.push(whole);
        while (!work.isEmpty()) {
            Object next = work.pop();
            if (next instanceof Part part) {
                expand(part.expression().accept(this), part.tightness());
            } else if (next instanceof ConditionPart part) {
                expand(part.condition().accept(this), part.tightness());
            } else {
                text.append(next);
            }
        }
        return text.toString();
    }

    /** Puts the pieces that a visit left on the stack, in parentheses if they bind too loosely. */
    private void expand(int precedence, int tightness) {
        List<Object> found = pieces;
        pieces = new ArrayList<>();
        boolean parentheses = precedence < tightness;
        if (parentheses) {
            work.push(")");
        }
        for (int i = found.size() - 1; i >= 0; i--) {
            work.push(found.get(i));
        }
        if (parentheses) {
            work.push("(");
        }
    }

    private void add(Object piece) {
        pieces.add(piece);
    }

    private void add(Expression expression, int tightness) {
        pieces.add(new Part(expression, tightness));
    }

    private int atom(String word) {
        add(word);
        return ATOM;
    }

    @Override
    public Integer literal(Expression.Literal literal) {
        return atom(literal.text());
    }

    @Override
    public Integer constant(Expression.Constant constant) {
        return atom(constant.symbol());
    }

    @Override
    public Integer variable(Expression.Variable variable) {
        return atom(variable.name());
    }

    @Override
    public Integer element(Expression.Element element) {
        return atom(element.vector() + "[" + element.index() + "]");
    }

    @Override
    public Integer loopIndex(Expression.LoopIndex index) {
        return atom(index.name());
    }

    @Override
    public Integer given(Expression.Given given) {
        return atom(given.name());
    }

    @Override
    public Integer local(Expression.Local local) {
        return atom(local.name());
    }

    @Override
    public Integer negate(Expression.Negate negate) {
        add("-");
        add(negate.operand(), PREFIX);
        return PREFIX;
    }

    @Override
    public Integer addition(Expression.Addition addition) {
        boolean first = true;
        for (Expression.Term term : addition.terms()) {
            if (!first) {
                add(term.subtracted() ? " - " : " + ");
            }
            add(term.operand(), first ? ADDITION : MULTIPLICATION);
            first = false;
        }
        return ADDITION;
    }

    @Override
    public Integer multiplication(Expression.Multiplication multiplication) {
        boolean first = true;
        for (Expression.Factor factor : multiplication.factors()) {
            if (!first) {
                add(factor.divided() ? "/" : "*");
            }
            add(factor.operand(), first ? MULTIPLICATION : PREFIX);
            first = false;
        }
        return MULTIPLICATION;
    }

    @Override
    public Integer power(Expression.Power power) {
        add(power.base(), ATOM);
        add("^");
        add(power.exponent(), PREFIX);
        return POWER;
    }

    @Override
    public Integer call(Expression.Call call) {
        String separator = call.function().symbol() + "(";
        for (Expression argument : call.arguments()) {
            add(separator);
            add(argument, ANYTHING);
            separator = ", ";
        }
        return atom(")");
    }

    @Override
    public Integer sum(Expression.Sum sum) {
        add("sum(" + sum.index() + ", " + sum.from() + ", " + sum.to() + ", ");
        add(sum.body(), ANYTHING);
        return atom(")");
    }

    @Override
    public Integer product(Expression.Product product) {
        add("prod(" + product.index() + ", " + product.from() + ", " + product.to() + ", ");
        add(product.body(), ANYTHING);
        return atom(")");
    }

    @Override
    public Integer conditional(Expression.Conditional conditional) {
        add("if(");
        add(new ConditionPart(conditional.condition(), ANYTHING));
        add(", ");
        add(conditional.whenTrue(), ANYTHING);
        add(", ");
        add(conditional.whenFalse(), ANYTHING);
        return atom(")");
    }

    @Override
    public Integer block(Expression.Block block) {
        for (Expression.Definition definition : block.definitions()) {
            add(definition.name() + " = ");
            add(definition.value(), ADDITION);
            add("; ");
        }
        add(block.value(), ADDITION);
        return BLOCK;
    }

    @Override
    public Integer comparison(Condition.Comparison comparison) {
        add(comparison.left(), ADDITION);
        add(" " + comparison.relation().symbol() + " ");
        add(comparison.right(), ADDITION);
        return COMPARISON;
    }

    @Override
    public Integer conjunction(Condition.Conjunction conjunction) {
        return join(conjunction.conditions(), " && ", CONJUNCTION);
    }

    @Override
    public Integer disjunction(Condition.Disjunction disjunction) {
        return join(disjunction.conditions(), " || ", DISJUNCTION);
    }

    @Override
    public Integer negation(Condition.Negation negation) {
        add("!");
        add(new ConditionPart(negation.operand(), PREFIX));
        return PREFIX;
    }

    private int join(List<Condition> conditions, String operator, int precedence) {
        String separator = "";
        for (Condition condition : conditions) {
            add(separator);
            add(new ConditionPart(condition, precedence + 1));
            separator = operator;
        }
        return precedence;
    }
}
