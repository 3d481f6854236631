package org.thalweg.core.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Equality of trees: the same kind, the same words and equal children at every node.
 *
 * <p>The records' own equality would recurse several frames a level, which a high tree on a small stack does not survive;
 * this one does not recurse.
 */
final class Structure implements Expression.Visitor<Structure.Node>, Condition.Visitor<Structure.Node> {

    private static final Structure STRUCTURE = new Structure();

    private Structure() {}

    /** A node taken apart: what is written at it, and what is below it. */
    record Node(List<Object> label, List<Object> children) {}

    static boolean equal(Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (b == null) {
            return false;
        }
        Deque<Object> left = new ArrayDeque<>();
        Deque<Object> right = new ArrayDeque<>();
        left.push(a);
        right.push(b);
        while (!left.isEmpty()) {
            Object one = left.pop();
            Object other = right.pop();
            if (one != other) {
                if (one.getClass() != other.getClass()) {
                    return false;
                }
                Node node = takeApart(one);
                Node otherNode = takeApart(other);
                if (!node.label().equals(otherNode.label())
                        || node.children().size() != otherNode.children().size()) {
                    return false;
                }
                node.children().forEach(left::push);
                otherNode.children().forEach(right::push);
            }
        }
        return true;
    }

    static int hash(Object a) {
        int hash = 1;
        Deque<Object> work = new ArrayDeque<>();
        work.push(a);
        while (!work.isEmpty()) {
            Node node = takeApart(work.pop());
            hash = 31 * (31 * hash + node.label().hashCode()) + node.children().size();
            node.children().forEach(work::push);
        }
        return hash;
    }

    static Node takeApart(Object tree) {
        if (tree instanceof Expression expression) {
            return expression.accept(STRUCTURE);
        }
        return ((Condition) tree).accept(STRUCTURE);
    }

    /** Whether nothing is below the node; its index, if it has one, is not a node. */
    static boolean isLeaf(Expression expression) {
        return expression instanceof Expression.Literal
                || expression instanceof Expression.Constant
                || expression instanceof Expression.Variable
                || expression instanceof Expression.Element
                || expression instanceof Expression.LoopIndex
                || expression instanceof Expression.Given
                || expression instanceof Expression.Local;
    }

    private static Node leaf(Object label) {
        return new Node(List.of(label), List.of());
    }

    @Override
    public Node literal(Expression.Literal literal) {
        return leaf(literal);
    }

    @Override
    public Node constant(Expression.Constant constant) {
        return leaf(constant.symbol());
    }

    @Override
    public Node variable(Expression.Variable variable) {
        return leaf(variable);
    }

    @Override
    public Node element(Expression.Element element) {
        return leaf(element);
    }

    @Override
    public Node loopIndex(Expression.LoopIndex index) {
        return leaf(index);
    }

    @Override
    public Node given(Expression.Given given) {
        return leaf(given);
    }

    @Override
    public Node local(Expression.Local local) {
        return leaf(local);
    }

    @Override
    public Node negate(Expression.Negate negate) {
        return new Node(List.of("-"), List.of(negate.operand()));
    }

    @Override
    public Node addition(Expression.Addition addition) {
        List<Object> signs = new ArrayList<>(addition.terms().size());
        List<Object> operands = new ArrayList<>(addition.terms().size());
        for (Expression.Term term : addition.terms()) {
            signs.add(term.subtracted());
            operands.add(term.operand());
        }
        return new Node(signs, operands);
    }

    @Override
    public Node multiplication(Expression.Multiplication multiplication) {
        List<Object> signs = new ArrayList<>(multiplication.factors().size());
        List<Object> operands = new ArrayList<>(multiplication.factors().size());
        for (Expression.Factor factor : multiplication.factors()) {
            signs.add(factor.divided());
            operands.add(factor.operand());
        }
        return new Node(signs, operands);
    }

    @Override
    public Node power(Expression.Power power) {
        return new Node(List.of("^"), List.of(power.base(), power.exponent()));
    }

    @Override
    public Node call(Expression.Call call) {
        return new Node(List.of(call.function().symbol()), List.copyOf(call.arguments()));
    }

    @Override
    public Node sum(Expression.Sum sum) {
        return new Node(List.of(sum.index(), sum.from(), sum.to()), List.of(sum.body()));
    }

    @Override
    public Node product(Expression.Product product) {
        return new Node(List.of(product.index(), product.from(), product.to()), List.of(product.body()));
    }

    @Override
    public Node conditional(Expression.Conditional conditional) {
        return new Node(
                List.of("if"), List.of(conditional.condition(), conditional.whenTrue(), conditional.whenFalse()));
    }

    @Override
    public Node block(Expression.Block block) {
        List<Object> names = new ArrayList<>(block.definitions().size());
        List<Object> values = new ArrayList<>(block.definitions().size() + 1);
        for (Expression.Definition definition : block.definitions()) {
            names.add(definition.name());
            values.add(definition.value());
        }
        values.add(block.value());
        return new Node(names, values);
    }

    @Override
    public Node comparison(Condition.Comparison comparison) {
        return new Node(List.of(comparison.relation()), List.of(comparison.left(), comparison.right()));
    }

    @Override
    public Node conjunction(Condition.Conjunction conjunction) {
        return new Node(List.of("&&"), List.copyOf(conjunction.conditions()));
    }

    @Override
    public Node disjunction(Condition.Disjunction disjunction) {
        return new Node(List.of("||"), List.copyOf(disjunction.conditions()));
    }

    @Override
    public Node negation(Condition.Negation negation) {
        return new Node(List.of("!"), List.of(negation.operand()));
    }
}
