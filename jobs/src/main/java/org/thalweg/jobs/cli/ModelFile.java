package org.thalweg.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.loss.CrossEntropy;

/**
 * A fitted model as a file of JSON, {@code thalweg.model/1}: what predicts, with which parameters, and the loss that tells what a prediction
 * means.
 *
 * @param model the formula, or the word linear, or the word softmax and the label of the reference
 * @param lets constants of the formula by name
 * @param dimensions sizes of the formula's vectors by name
 * @param loss the name of the loss
 * @param names of the parameters
 * @param values of the parameters
 */
record ModelFile(
        String model,
        Map<String, String> lets,
        Map<String, Integer> dimensions,
        String loss,
        List<String> names,
        double[] values) {
    private static final String SCHEMA = "thalweg.model/1";
    private static final ObjectMapper JSON = new ObjectMapper();

    static ModelFile of(ObjectiveArguments model, FitTask task, boolean linear, double[] values) {
        ParseOptions options = model.options();
        return new ModelFile(
                linear && !(task.loss() instanceof CrossEntropy) ? LinearFit.KEYWORD : task.formulaText(),
                options.lets(),
                options.dimensions(),
                task.loss().name(),
                task.parameters(),
                values);
    }

    static ModelFile of(ObjectiveArguments model, FittedRows rows, boolean linear, double[] values) {
        ParseOptions options = model.options();
        return new ModelFile(
                linear ? LinearFit.KEYWORD : rows.formula(),
                options.lets(),
                options.dimensions(),
                rows.loss().name(),
                rows.parameters(),
                values);
    }

    boolean isLinear() {
        return model.equals(LinearFit.KEYWORD);
    }

    /** Whether it tells the odds of classes by linear terms. */
    boolean isSoftmax() {
        return model.startsWith(SoftmaxFit.KEYWORD + " ");
    }

    /** What the formula's text leaves open. */
    ParseOptions options() {
        ParseOptions options = ParseOptions.none();
        for (Map.Entry<String, String> let : lets.entrySet()) {
            options = options.withLet(let.getKey(), let.getValue());
        }
        for (Map.Entry<String, Integer> size : dimensions.entrySet()) {
            options = options.withDimension(size.getKey(), size.getValue());
        }
        return options;
    }

    /** Writes the file, whole or not at all. */
    void write(Path file) {
        ObjectNode root = JSON.createObjectNode().put("schema", SCHEMA).put("model", model);
        ObjectNode letNode = root.putObject("lets");
        lets.forEach(letNode::put);
        ObjectNode sizeNode = root.putObject("dimensions");
        dimensions.forEach(sizeNode::put);
        root.put("loss", loss);
        ObjectNode parameters = root.putObject("parameters");
        for (int j = 0; j < values.length; j++) {
            parameters.put(names.get(j), values[j]);
        }
        try {
            WholeFile.write(file, JSON.writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.INTERNAL, "--model-output: cannot write %s: %s.".formatted(file, FileTrouble.of(e)));
        }
    }

    static ModelFile read(Path file) {
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            if (!SCHEMA.equals(root.path("schema").asText())) {
                throw CommandException.usage(
                        "MODEL: %s is no model (schema %s). thalweg fit … --model-output %s writes one.",
                        file, SCHEMA, file.getFileName());
            }
            List<String> names = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            root.path("parameters").properties().forEach(entry -> {
                names.add(entry.getKey());
                values.add(entry.getValue().asDouble(Double.NaN));
            });
            Map<String, String> lets = new TreeMap<>();
            root.path("lets")
                    .properties()
                    .forEach(entry -> lets.put(entry.getKey(), entry.getValue().asText()));
            Map<String, Integer> sizes = new TreeMap<>();
            root.path("dimensions")
                    .properties()
                    .forEach(entry -> sizes.put(entry.getKey(), entry.getValue().asInt()));
            return new ModelFile(
                    root.path("model").asText(),
                    lets,
                    sizes,
                    root.path("loss").asText(),
                    names,
                    values.stream().mapToDouble(Double::doubleValue).toArray());
        } catch (JsonProcessingException e) {
            throw CommandException.usage("MODEL: %s is no JSON: %s.", file, e.getOriginalMessage());
        } catch (IOException e) {
            throw CommandException.usage("MODEL: cannot read %s: %s.", file, FileTrouble.of(e));
        }
    }
}
