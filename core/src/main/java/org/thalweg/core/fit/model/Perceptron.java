package org.thalweg.core.fit.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A multilayer perceptron as a formula: hidden layers hᵢ = φ(bᵢ + Σ wᵢⱼ·h′ⱼ) over the layer before, and a last unit without φ.
 *
 * <p>As a formula it has all that formulas have: exact derivatives by reverse mode (what deep learning calls backpropagation) and
 * second ones, compiled code, standard errors. Parameters are named by layer, unit and input: {@code b1_2}, {@code w1_2_3}; those of the last
 * unit {@code c} and {@code v1}, {@code v2}, ….
 *
 * @param layers units of the hidden layers, from the first on
 * @param activation φ
 */
public record Perceptron(List<Integer> layers, Activation activation) {
    private static final int MOST_PARAMETERS = 4000;

    /** The standard deviation of the sums of the first layer at the start, and what tanh takes off a small one's. */
    private static final double FIRST = 2;

    /** The reach of all weights where φ has no bends to spread over. */
    private static final double RECTIFIED = 2;

    private static final double GAIN = 5.0 / 3;

    /** What a hidden unit does with its sum u. */
    public enum Activation {
        TANH("tanh(%s)"),
        RELU("max(0, %s)"),
        /** u·Φ(u), Φ the normal distribution. */
        GELU("u = %s; 0.5*u*(1 + erf(u/sqrt(2)))");

        private final String form;

        Activation(String form) {
            this.form = form;
        }

        String of(String sum) {
            return form.formatted(sum);
        }
    }

    public Perceptron {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || layers.stream().anyMatch(units -> units < 1)) {
            throw new IllegalArgumentException(
                    "the hidden layers (%s) must have at least one unit each".formatted(layers));
        }
    }

    /** How many parameters it has over so many inputs. */
    public long parameters(int inputs) {
        long count = 0;
        long before = inputs;
        for (int units : layers) {
            count += units * (before + 1);
            before = units;
        }
        return count + before + 1;
    }

    /**
     * Its text over the given columns.
     *
     * @throws IllegalArgumentException if it would have more than 4,000 parameters
     */
    public String text(List<String> inputs) {
        if (parameters(inputs.size()) > MOST_PARAMETERS) {
            throw new IllegalArgumentException(
                    "the perceptron has %d parameters over %d inputs: at most %d are accepted"
                            .formatted(parameters(inputs.size()), inputs.size(), MOST_PARAMETERS));
        }
        StringBuilder text = new StringBuilder();
        List<String> before = inputs;
        for (int layer = 1; layer <= layers.size(); layer++) {
            List<String> units = new ArrayList<>();
            for (int unit = 1; unit <= layers.get(layer - 1); unit++) {
                StringBuilder sum = new StringBuilder("b%d_%d".formatted(layer, unit));
                for (int input = 0; input < before.size(); input++) {
                    sum.append(" + w%d_%d_%d*%s".formatted(layer, unit, input + 1, before.get(input)));
                }
                String name = "h%d_%d".formatted(layer, unit);
                text.append(name)
                        .append(" = (")
                        .append(activation.of(sum.toString()))
                        .append("); ");
                units.add(name);
            }
            before = units;
        }
        text.append('c');
        for (int input = 0; input < before.size(); input++) {
            text.append(" + v%d*%s".formatted(input + 1, before.get(input)));
        }
        return text.toString();
    }

    /**
     * How far from 0 a parameter may begin. With tanh so that the sums of the first layer's units spread over both its bends, and those of later
     * ones keep their size from layer to layer (LeCun, Bottou, Orr and Müller, <i>Efficient BackProp</i>, 1998, §4.6).
     *
     * @param parameter its name
     * @param sizes the root mean square of each input
     */
    public double reach(String parameter, double[] sizes) {
        if (activation != Activation.TANH) {
            return RECTIFIED;
        }
        String[] numbers = parameter.substring(1).split("_", -1);
        int layer =
                parameter.startsWith("v") || parameter.equals("c") ? layers.size() + 1 : Integer.parseInt(numbers[0]);
        int fan = layer == 1 ? sizes.length : layers.get(layer - 2);
        double spread = Math.sqrt(3.0 / fan);
        if (layer > layers.size()) {
            return parameter.equals("c") ? 1 : spread;
        }
        if (layer > 1) {
            return GAIN * spread;
        }
        if (parameter.startsWith("b")) {
            return FIRST;
        }
        double size = sizes[Integer.parseInt(numbers[2]) - 1];
        return FIRST * spread / (size > 0 ? size : 1);
    }
}
