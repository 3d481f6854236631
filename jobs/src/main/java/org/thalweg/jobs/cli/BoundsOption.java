package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.thalweg.core.linalg.Bounds;

/**
 * Bounds as they are typed: {@code LOW:HIGH} for all variables, or {@code x=LOW:HIGH,y=LOW:HIGH}, where {@code x} may be
 * a scalar, a whole vector, or one element {@code x[3]}, which goes before its vector.
 */
final class BoundsOption {
    private static final String ALL = "";

    /** An interval of one variable. */
    private record Interval(double low, double high) {}

    private final String option;
    private final Map<String, Interval> intervals;

    private BoundsOption(String option, Map<String, Interval> intervals) {
        this.option = option;
        this.intervals = intervals;
    }

    static BoundsOption parse(String option, String text) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        if (text.indexOf('=') < 0) {
            intervals.put(ALL, interval(option, "every variable", text));
        } else {
            NamedOption.parse(option, text)
                    .forEach((name, value) -> intervals.put(name.replace(" ", ""), interval(option, name, value)));
        }
        return new BoundsOption(option, intervals);
    }

    private static Interval interval(String option, String name, String text) {
        String[] ends = text.split(":", -1);
        if (ends.length != 2) {
            throw CommandException.usage(
                    "%s: the bounds of %s ('%s') must have the form LOW:HIGH, such as -10:10.", option, name, text);
        }
        double low = NumberText.number(option, ends[0]);
        double high = NumberText.number(option, ends[1]);
        if (low > high) {
            throw CommandException.usage(
                    "%s: the bounds of %s (%s:%s) must ascend. Maybe you meant %s:%s?",
                    option, name, ends[0].strip(), ends[1].strip(), ends[1].strip(), ends[0].strip());
        }
        if (low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY) {
            throw CommandException.usage("%s: the bounds of %s (%s) hold no number.", option, name, text);
        }
        return new Interval(low, high);
    }

    /** The names in the order given, elements of vectors without their index. */
    List<String> order() {
        List<String> names = new ArrayList<>();
        for (String name : intervals.keySet()) {
            String root = root(name);
            if (!root.isEmpty() && !names.contains(root)) {
                names.add(root);
            }
        }
        return names;
    }

    /** The box over the variables; those that are not named keep the bounds of {@code others}. */
    Bounds resolve(List<String> variables, Bounds others) {
        double[] lower = Arrays.copyOf(others.lower(), variables.size());
        double[] upper = Arrays.copyOf(others.upper(), variables.size());
        Set<String> unused = new TreeSet<>(intervals.keySet());
        for (int i = 0; i < lower.length; i++) {
            String variable = variables.get(i);
            for (String name : new String[] {ALL, root(variable), variable}) {
                Interval interval = intervals.get(name);
                if (interval != null) {
                    lower[i] = interval.low();
                    upper[i] = interval.high();
                    unused.remove(name);
                }
            }
        }
        unused.removeAll(Set.copyOf(roots(variables)));
        if (!unused.isEmpty()) {
            String name = unused.iterator().next();
            throw CommandException.usage(
                    "%s: %s is not a variable of the objective, which has %s.%s",
                    option, name, VariableList.of(variables), NearestName.hint(name, variables));
        }
        return new Bounds(lower, upper);
    }

    private static List<String> roots(List<String> variables) {
        return variables.stream().map(BoundsOption::root).toList();
    }

    private static String root(String variable) {
        int bracket = variable.indexOf('[');
        return bracket < 0 ? variable : variable.substring(0, bracket);
    }
}
