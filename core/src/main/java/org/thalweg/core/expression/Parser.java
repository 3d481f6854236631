package org.thalweg.core.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text to tree.
 *
 * <pre>
 * text       = block
 * block      = { name "=" expression ";" } expression
 * expression = operands and operators, by precedence: || &lt; &amp;&amp; &lt; comparisons &lt; + - &lt; * / &lt; unary - ! &lt; ^ (right-associative)
 * operand    = number | name | name "[" index "]" | "(" block ")" | function "(" block { "," block } ")"
 *            | ("sum" | "prod") "(" name "," index "," index "," block ")" | "if" "(" condition "," block "," block ")"
 * </pre>
 *
 * <p>It does not recurse: what is open is kept in {@link Frame}s, so depth costs heap and is bounded by {@link Limits}.
 */
final class Parser {

    private final Tokens tokens;
    private final Scope scope;
    private final Budget budget;
    private final OperatorStack operators;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Literals literals;
    private final Complaints complaints;
    private final Map<IndexUse, Integer> uses = new LinkedHashMap<>();
    private final List<Loop> loops = new ArrayList<>();
    private @Nullable Loop innermost;
    private int at;

    /** A parsed text, its loops in order, and its elements with the token of the first use. */
    record Result(
            Expression expression,
            int height,
            Scope scope,
            Tokens tokens,
            Map<IndexUse, Integer> uses,
            List<Loop> loops) {}

    Parser(String text, ParseOptions options, Map<String, Let> lets) {
        tokens = new Tokens(text);
        scope = new Scope(tokens, options, lets);
        budget = new Budget(tokens);
        operators = new OperatorStack(tokens, budget);
        literals = new Literals(tokens);
        complaints = new Complaints(tokens);
    }

    /** @throws ExpressionException if the text is no formula */
    Result parse() {
        open(Frame.Kind.TEXT, 0);
        while (true) {
            Operand operand = readOperand();
            while (operand != null) {
                if (tokens.kind(at) == Token.END && current().kind == Frame.Kind.TEXT) {
                    Operand whole = finishBlock(operand);
                    scope.requireOneMeaningEach();
                    return new Result(whole.expression(tokens), whole.height(), scope, tokens, uses, loops);
                }
                operand = readAfter(operand);
            }
        }
    }

    private Frame current() {
        return Objects.requireNonNull(frames.peek());
    }

    /** Whether a part begins here, where a name may be bound. */
    private boolean isAtStart(Frame frame) {
        return operators.size() == frame.floor && frame.binding < 0 && frame.kind != Frame.Kind.INDEX;
    }

    private void open(Frame.Kind kind, int token) {
        if (frames.size() > Limits.MAX_NESTING) {
            throw Budget.tooDeep(tokens, token);
        }
        frames.push(new Frame(kind, token, operators.size()));
    }

    /** Reads up to the end of a leaf and returns it, or opens or prepares something and returns null. */
    private @Nullable Operand readOperand() {
        int token = at;
        switch (tokens.kind(token)) {
            case NUMBER -> {
                at++;
                return leaf(literals.at(token), token);
            }
            case NAME -> {
                return readName(token);
            }
            case OPEN -> open(Frame.Kind.GROUP, token);
            case MINUS -> operators.prefix(Operator.NEGATE, token);
            case NOT -> operators.prefix(Operator.NOT, token);
            case PLUS -> {
                if (tokens.kind(token + 1) == Token.PLUS) {
                    throw complaints.missingOperand(token + 1);
                }
            }
            default -> throw complaints.missingOperand(token);
        }
        at++;
        return null;
    }

    private @Nullable Operand readName(int token) {
        String name = tokens.word(token);
        at++;
        switch (tokens.kind(at)) {
            case OPEN -> {
                openCall(token, name);
                return null;
            }
            case OPEN_INDEX -> {
                at++;
                open(Frame.Kind.INDEX, token);
                return null;
            }
            case BIND -> {
                if (isAtStart(current())) {
                    at++;
                    current().binding = token;
                    return null;
                }
            }
            default -> {}
        }
        return leaf(scope.leaf(token), token);
    }

    private Operand leaf(Expression expression, int token) {
        budget.count(1, token);
        return Operand.of(expression, token, scope.height(expression));
    }

    private void openCall(int token, String name) {
        at++;
        if (name.equals("sum") || name.equals("prod")) {
            open(Frame.Kind.REDUCTION, token);
            if (tokens.kind(at) != Token.NAME || tokens.kind(at + 1) != Token.COMMA) {
                throw tokens.error(
                        at, "the name of an index and a comma are expected here: " + name + "(i, from, to, body)");
            }
            at += 2;
        } else if (name.equals("if")) {
            open(Frame.Kind.CONDITIONAL, token);
        } else if (name.equals("pow") || Function.named(name).isPresent()) {
            open(Frame.Kind.CALL, token);
        } else {
            String near = scope.isKnown(name) ? "" : Names.didYouMeanFunction(name);
            throw tokens.error(
                    token,
                    (scope.isKnown(name) ? name + " is not a function" : "unknown function " + name)
                            + (near.isEmpty() ? ": for a product write " + name + "*(...)" : near));
        }
    }

    /** Reads what follows an operand; returns a larger operand if that closed something, else null. */
    private @Nullable Operand readAfter(Operand operand) {
        Frame frame = current();
        Token kind = tokens.kind(at);
        Operator operator = Operator.infix(kind);
        if (operator != null) {
            operators.infix(operand, operator, at, frame.floor);
            at++;
            return null;
        }
        switch (kind) {
            case SEMICOLON -> finishBinding(frame, operand);
            case COMMA -> finishPart(frame, operand);
            case CLOSE, CLOSE_INDEX -> {
                return close(frame, operand);
            }
            default -> throw complaints.missingOperator(frame, at);
        }
        return null;
    }

    private void finishBinding(Frame frame, Operand last) {
        if (frame.binding < 0) {
            throw tokens.error(at, "\";\" ends a binding such as r = x^2; but no name is bound here");
        }
        Operand value = operators.finish(last, frame.floor);
        Expression expression = value.expression(tokens);
        budget.count(1, at);
        frame.definitions.add(new Expression.Definition(scope.bindLocal(frame.binding), expression));
        frame.definitionsHeight = Math.max(frame.definitionsHeight, value.height());
        frame.binding = -1;
        at++;
    }

    private Operand finishBlock(Operand last) {
        Frame frame = current();
        if (frame.binding >= 0) {
            throw tokens.error(
                    at,
                    "\";\" and a value are expected after the binding of " + tokens.word(frame.binding)
                            + "; without one, leave out \"" + tokens.word(frame.binding)
                            + " =\"; to compare, write ==");
        }
        Operand value = operators.finish(last, frame.floor);
        if (frame.definitions.isEmpty()) {
            return value;
        }
        frame.definitions.forEach(definition -> scope.release(definition.name()));
        int height = budget.height(1 + Math.max(value.height(), frame.definitionsHeight), frame.token);
        budget.count(1, frame.token);
        Expression block = new Expression.Block(frame.definitions, value.expression(tokens));
        frame.definitions.clear();
        frame.definitionsHeight = 0;
        return Operand.of(block, value.token(), height);
    }

    private void finishPart(Frame frame, Operand last) {
        switch (frame.kind) {
            case TEXT, GROUP -> throw tokens.error(at, "\",\" separates arguments; decimals have a point: write 1.5");
            case INDEX -> throw tokens.error(at, "a vector has one index: for a matrix, write x[(i-1)*m+j]");
            default -> frame.parts.add(finishBlock(last));
        }
        at++;
        if (frame.kind == Frame.Kind.REDUCTION && frame.parts.size() == 2) {
            AffineIndex from = index(frame.part(0));
            AffineIndex to = index(frame.part(1));
            int name = frame.token + 2;
            if (innermost != null && innermost.depth() == Limits.MAX_LOOPS) {
                throw tokens.error(frame.token, "sums and products are nested more than " + Limits.MAX_LOOPS + " deep");
            }
            frame.loop = new Loop(scope.bindIndex(name), from, to, innermost, name);
            innermost = frame.loop;
            loops.add(frame.loop);
        }
    }

    private Operand close(Frame frame, Operand last) {
        boolean isIndex = frame.kind == Frame.Kind.INDEX;
        Token expected = isIndex ? Token.CLOSE_INDEX : Token.CLOSE;
        if (frame.kind == Frame.Kind.TEXT) {
            throw tokens.error(at, tokens.kind(at).words() + " closes nothing: remove it, or open what it closes");
        }
        if (tokens.kind(at) != expected) {
            throw tokens.error(
                    at, expected.words() + " is expected here, for what was opened at " + complaints.opening(frame));
        }
        Operand value = finishBlock(last);
        Operand closed = switch (frame.kind) {
            case INDEX -> element(frame, value);
            case CALL -> call(frame, value);
            case REDUCTION -> reduction(frame, value);
            case CONDITIONAL -> conditional(frame, value);
            default -> new Operand(value.expression(), value.condition(), frame.token, value.height());
        };
        frames.pop();
        at++;
        return closed;
    }

    private Operand element(Frame frame, Operand value) {
        budget.count(1, frame.token);
        String vector = tokens.word(frame.token);
        AffineIndex index = index(value);
        scope.variable(vector, frame.token);
        Expression.Element element = new Expression.Element(vector, index);
        uses.putIfAbsent(new IndexUse(element, index.isConstant() ? null : innermost), frame.token);
        return Operand.of(element, frame.token, 1);
    }

    private Operand call(Frame frame, Operand last) {
        frame.parts.add(last);
        List<Expression> arguments = new ArrayList<>();
        int height = 0;
        for (Operand part : frame.parts) {
            arguments.add(part.expression(tokens));
            height = Math.max(height, part.height());
        }
        budget.count(1, frame.token);
        height = budget.height(height + 1, frame.token);
        Optional<Function> function = Function.named(tokens.word(frame.token));
        if (function.isEmpty()) {
            requireParts(frame, "2 arguments", arguments.size() == 2);
            return Operand.of(new Expression.Power(arguments.get(0), arguments.get(1)), frame.token, height);
        }
        requireParts(frame, function.get().arity(), function.get().takes(arguments.size()));
        return Operand.of(new Expression.Call(function.get(), arguments), frame.token, height);
    }

    private Operand reduction(Frame frame, Operand last) {
        frame.parts.add(last);
        requireParts(frame, "4 parts, " + tokens.word(frame.token) + frame.kind.parts() + ",", frame.parts.size() == 3);
        Loop loop = Objects.requireNonNull(frame.loop);
        scope.release(loop.name());
        innermost = loop.outer();
        budget.count(1, frame.token);
        int height = budget.height(1 + last.height(), frame.token);
        Expression body = last.expression(tokens);
        Expression reduction = tokens.word(frame.token).equals("sum")
                ? new Expression.Sum(loop.name(), loop.from(), loop.to(), body)
                : new Expression.Product(loop.name(), loop.from(), loop.to(), body);
        return Operand.of(reduction, frame.token, height);
    }

    private Operand conditional(Frame frame, Operand last) {
        frame.parts.add(last);
        requireParts(frame, "3 parts, if" + frame.kind.parts() + ",", frame.parts.size() == 3);
        int height = frame.parts.stream().mapToInt(Operand::height).max().orElse(0);
        budget.count(1, frame.token);
        return Operand.of(
                new Expression.Conditional(
                        frame.part(0).condition(tokens), frame.part(1).expression(tokens), last.expression(tokens)),
                frame.token,
                budget.height(1 + height, frame.token));
    }

    private void requireParts(Frame frame, String wanted, boolean right) {
        if (!right) {
            int given = frame.parts.size() + (frame.kind == Frame.Kind.REDUCTION ? 1 : 0);
            throw tokens.error(frame.token, tokens.word(frame.token) + " takes " + wanted + " but is given " + given);
        }
    }

    private AffineIndex index(Operand operand) {
        try {
            AffineIndex form = operand.expression(tokens).accept(new IndexForm(scope::isInteger));
            for (AffineIndex.Monomial monomial : form.monomials()) {
                if (monomial.symbols().stream().filter(scope::isIndex).count() > 1) {
                    throw new IndexForm.NotAnIndex(String.join("*", monomial.symbols()) + " multiplies two of them");
                }
            }
            return form;
        } catch (IndexForm.NotAnIndex | ArithmeticException e) {
            throw tokens.error(
                    operand.token(),
                    "an index must be affine in the indices of sums and in integers given by --let: " + e.getMessage());
        }
    }
}
