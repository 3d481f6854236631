package org.thalweg.core.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The operators that wait for their right operand (an operator-precedence parser).
 *
 * <p>It works without recursion, so no text can overflow the thread's stack; and it gathers chains, so a sum of a million
 * terms is one node. Each open {@link Frame} sees only the operators above its {@code floor}, the {@link #size} at which
 * it was opened.
 */
final class OperatorStack {

    private final Tokens tokens;
    private final Budget budget;
    private final Deque<Pending> waiting = new ArrayDeque<>();

    OperatorStack(Tokens tokens, Budget budget) {
        this.tokens = tokens;
        this.budget = budget;
    }

    int size() {
        return waiting.size();
    }

    void prefix(Operator operator, int token) {
        push(new Pending(operator, token));
    }

    void infix(Operand left, Operator operator, int token, int floor) {
        Operand operand = left;
        while (waiting.size() > floor && waiting.element().operator().precedence() > operator.precedence()) {
            operand = complete(waiting.pop(), operand);
        }
        if (waiting.size() > floor
                && waiting.element().operator().precedence() == operator.precedence()
                && operator != Operator.POWER) {
            if (!operator.isChain()) {
                throw tokens.error(
                        token, "comparisons are not chained: write a < b && b < c, with && between two comparisons");
            }
            waiting.element().add(operand, operator);
            return;
        }
        Pending pending = new Pending(operator, token);
        pending.add(operand);
        push(pending);
    }

    /** The whole of what was written above the floor, of which {@code last} is the end. */
    Operand finish(Operand last, int floor) {
        Operand operand = last;
        while (waiting.size() > floor) {
            operand = complete(waiting.pop(), operand);
        }
        return operand;
    }

    private void push(Pending pending) {
        if (waiting.size() >= 3 * Limits.MAX_NESTING) {
            throw Budget.tooDeep(tokens, pending.token);
        }
        waiting.push(pending);
    }

    /** An operator with all its operands but the last; of a chain, the operators between them. */
    private static final class Pending {
        private final int token;
        private final List<Operand> operands = new ArrayList<>(2);
        private final List<Operator> operators = new ArrayList<>(1);
        private int height;

        Pending(Operator operator, int token) {
            this.token = token;
            operators.add(operator);
        }

        Operator operator() {
            return operators.get(0);
        }

        void add(Operand operand) {
            operands.add(operand);
            height = Math.max(height, operand.height());
        }

        void add(Operand operand, Operator next) {
            add(operand);
            operators.add(next);
        }
    }

    private Operand complete(Pending pending, Operand last) {
        pending.add(last);
        int height = budget.height(1 + pending.height, pending.token);
        budget.count(1, pending.token);
        Operator operator = pending.operator();
        int start =
                operator.isPrefix() ? pending.token : pending.operands.get(0).token();
        Condition.Relation relation = operator.relation();
        if (relation != null) {
            Condition comparison = new Condition.Comparison(relation, expression(pending, 0), expression(pending, 1));
            return Operand.of(comparison, start, height);
        }
        return switch (operator) {
            case OR -> Operand.of(new Condition.Disjunction(conditions(pending)), start, height);
            case AND -> Operand.of(new Condition.Conjunction(conditions(pending)), start, height);
            case NOT -> Operand.of(new Condition.Negation(last.condition(tokens)), start, height);
            case NEGATE -> Operand.of(new Expression.Negate(last.expression(tokens)), start, height);
            case POWER ->
                Operand.of(new Expression.Power(expression(pending, 0), expression(pending, 1)), start, height);
            case ADD, SUBTRACT -> Operand.of(addition(pending), start, height);
            default -> Operand.of(multiplication(pending), start, height);
        };
    }

    private Expression expression(Pending pending, int i) {
        return pending.operands.get(i).expression(tokens);
    }

    private List<Condition> conditions(Pending pending) {
        List<Condition> conditions = new ArrayList<>();
        for (Operand operand : pending.operands) {
            conditions.add(operand.condition(tokens));
        }
        return conditions;
    }

    /** (a + b) + c is the same chain as a + b + c. */
    private Expression addition(Pending pending) {
        List<Expression.Term> terms = new ArrayList<>(pending.operands.size());
        if (expression(pending, 0) instanceof Expression.Addition first) {
            terms.addAll(first.terms());
        } else {
            terms.add(new Expression.Term(false, expression(pending, 0)));
        }
        for (int i = 1; i < pending.operands.size(); i++) {
            boolean subtracted = pending.operators.get(i - 1) == Operator.SUBTRACT;
            terms.add(new Expression.Term(subtracted, expression(pending, i)));
        }
        return new Expression.Addition(terms);
    }

    private Expression multiplication(Pending pending) {
        List<Expression.Factor> factors = new ArrayList<>(pending.operands.size());
        if (expression(pending, 0) instanceof Expression.Multiplication first) {
            factors.addAll(first.factors());
        } else {
            factors.add(new Expression.Factor(false, expression(pending, 0)));
        }
        for (int i = 1; i < pending.operands.size(); i++) {
            boolean divided = pending.operators.get(i - 1) == Operator.DIVIDE;
            factors.add(new Expression.Factor(divided, expression(pending, i)));
        }
        return new Expression.Multiplication(factors);
    }
}
