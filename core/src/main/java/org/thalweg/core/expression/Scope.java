package org.thalweg.core.expression;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the names in a text mean, at the place that the parser has reached.
 *
 * <p>No name means two things in one text: an index or a binding does not hide a variable, neither inside its scope nor
 * outside.
 */
final class Scope {

    /** The name of the dimension. */
    static final String DIMENSION = "n";

    private final Tokens tokens;
    private final ParseOptions options;
    private final Map<String, Let> lets;
    private final Set<String> ordered;
    private final Set<String> vectors = new TreeSet<>();
    private final Map<String, Expression> bound = new HashMap<>();
    private final Map<String, String> everBound = new TreeMap<>();
    private final Map<String, Integer> free = new LinkedHashMap<>();
    private final Map<String, Expression> leaves = new HashMap<>();
    private int dimensionToken = -1;

    Scope(Tokens tokens, ParseOptions options, Map<String, Let> lets) {
        this.tokens = tokens;
        this.options = options;
        this.lets = lets;
        this.ordered = new HashSet<>(options.order());
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.kind(i) == Token.NAME && tokens.kind(i + 1) == Token.OPEN_INDEX) {
                String name = tokens.word(i);
                boolean isScalar = options.closed()
                        && ordered.contains(name)
                        && !options.dimensions().containsKey(name);
                if (isScalar) {
                    throw tokens.error(i, name + " is a scalar: write it without an index");
                }
                vectors.add(name);
            }
        }
        if (options.closed()) {
            options.dimensions().keySet().stream()
                    .filter(name -> !name.isEmpty())
                    .forEach(vectors::add);
        }
    }

    /** Variables by first appearance, with the token of it. */
    Map<String, Integer> free() {
        return free;
    }

    Set<String> vectors() {
        return vectors;
    }

    /** Whether the name is the index of a sum or product around this place. */
    boolean isIndex(String name) {
        return bound.get(name) instanceof Expression.LoopIndex;
    }

    /** Whether the name has a value here. */
    boolean isKnown(String name) {
        return bound.containsKey(name)
                || free.containsKey(name)
                || lets.containsKey(name)
                || ordered.contains(name)
                || name.equals("pi")
                || name.equals("e");
    }

    /** The first token that stands for the dimension, or −1. */
    int dimensionToken() {
        return dimensionToken;
    }

    boolean isInteger(String given) {
        Let let = lets.get(given);
        return let == null || let.integer().isPresent();
    }

    /** The height of a leaf. */
    int height(Expression leaf) {
        Let let = leaf instanceof Expression.Given given ? lets.get(given.name()) : null;
        return let == null ? 1 : let.height();
    }

    /** What a name alone, at token i, stands for. */
    Expression leaf(int i) {
        String name = tokens.word(i);
        Expression inScope = bound.get(name);
        if (inScope != null) {
            return inScope;
        }
        Expression known = leaves.get(name);
        if (known == null) {
            known = resolve(name, i);
            leaves.put(name, known);
        }
        return known;
    }

    private Expression resolve(String name, int i) {
        for (Expression.Constant constant : Expression.Constant.values()) {
            if (constant.symbol().equals(name)) {
                return constant;
            }
        }
        if (Names.isCallable(name)) {
            throw tokens.error(i, name + " is a function: write " + name + "(...)");
        }
        if (lets.containsKey(name)) {
            return new Expression.Given(name);
        }
        if (isDimension(name, i)) {
            dimensionToken = i;
            return new Expression.Given(name);
        }
        if (vectors.contains(name)) {
            throw tokens.error(i, name + " is a vector: write " + name + "[1], or " + name + "[i] inside a sum over i");
        }
        variable(name, i);
        return new Expression.Variable(name);
    }

    /** Notes that the variable occurs. */
    void variable(String name, int i) {
        if (free.containsKey(name)) {
            return;
        }
        if (!ordered.contains(name)) {
            Names.whyNotVariable(name).ifPresent(why -> {
                throw tokens.error(i, name + " would be a variable here: " + why);
            });
            if (options.closed()) {
                throw tokens.error(i, "unknown name " + name + Names.didYouMean(name, known()) + " " + inWords());
            }
        }
        free.put(name, i);
    }

    private boolean isDimension(String name, int i) {
        if (!name.equals(DIMENSION) || (options.closed() && ordered.contains(DIMENSION))) {
            return false;
        }
        if (vectors.size() > 1) {
            throw tokens.error(
                    i, "n could be the dimension of any of the vectors " + vectors + ": give it, as in --let n=10");
        }
        return !vectors.isEmpty() || options.dimensions().containsKey("");
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(options.order());
        known.addAll(lets.keySet());
        known.addAll(bound.keySet());
        return known;
    }

    private String inWords() {
        return options.order().isEmpty()
                ? "(no variables are allowed here)"
                : "(the variables are "
                        + String.join(
                                ", ",
                                options.order()
                                        .subList(0, Math.min(10, options.order().size())))
                        + (options.order().size() > 10 ? ", ...)" : ")");
    }

    /** Makes the name at token i an index of a sum or product. */
    String bindIndex(int i) {
        String name = tokens.word(i);
        bind(name, i, new Expression.LoopIndex(name), "the index of a sum or product");
        return name;
    }

    /** Makes the name at token i the name of a value. */
    String bindLocal(int i) {
        String name = tokens.word(i);
        bind(name, i, new Expression.Local(name), "a binding");
        return name;
    }

    void release(String name) {
        bound.remove(name);
    }

    private void bind(String name, int i, Expression meaning, String role) {
        String taken = taken(name);
        if (taken != null) {
            throw tokens.error(i, name + " " + taken + ": choose another name");
        }
        bound.put(name, meaning);
        everBound.putIfAbsent(name, role);
    }

    private @Nullable String taken(String name) {
        if (Names.isReserved(name)) {
            return "has a meaning of its own";
        }
        if (bound.containsKey(name)) {
            return "is already bound here";
        }
        if (lets.containsKey(name)) {
            return "is given by --let";
        }
        if (vectors.contains(name)) {
            return "is a vector";
        }
        if (ordered.contains(name)) {
            return "is a variable";
        }
        return null;
    }

    /** Refuses a text in which a name is bound in one place and a variable, or n, in another. */
    void requireOneMeaningEach() {
        everBound.forEach((name, role) -> {
            Integer variable = free.get(name);
            boolean isDimension = name.equals(DIMENSION) && dimensionToken >= 0;
            if (variable != null || isDimension) {
                int at = variable == null ? dimensionToken : variable;
                throw tokens.error(at, name + " is " + role + " elsewhere, and has no value here: use different names");
            }
        });
    }
}
