package org.thalweg.jobs.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.online.FtrlProximal;
import org.thalweg.core.optimizer.AdaGrad;
import org.thalweg.core.optimizer.Adam;
import org.thalweg.core.optimizer.GradientDescent;
import org.thalweg.core.optimizer.UpdateRule;
import picocli.CommandLine.Option;

/** A fit that learns from rows as they come. */
final class OnlineArguments {
    private static final List<String> RULES = List.of("adam", "adagrad", "sgd", "ftrl");
    private static final String USUAL_RULE = "adam";
    private static final int MOST_ROWS = 1 << 20;

    @Option(
            names = "--online",
            paramLabel = "DIR",
            description =
                    "learn from the CSV files that are added to a directory, in the order of their names, each row once, "
                            + "until a file named _END is there; in place of --data. --method is adam, adagrad, sgd or ftrl")
    private @Nullable String directory;

    @Option(
            names = "--round-rows",
            paramLabel = "N",
            defaultValue = "256",
            description =
                    "with --online: rows of a micro-round, after each of which the parameters move (default: 256)")
    private String roundRows = "256";

    boolean isAsked() {
        return directory != null;
    }

    String directory() {
        if (directory == null) {
            throw CommandException.usage("--online DIR is needed.");
        }
        return directory;
    }

    int roundRows() {
        return WholeNumber.between(1, MOST_ROWS, "--round-rows", roundRows);
    }

    /** How each round moves the parameters. */
    UpdateRule rule(FitMethodArguments method, LossArguments losses) {
        String name = method.named() == null ? USUAL_RULE : method.named();
        if (!RULES.contains(name)) {
            throw CommandException.usage(
                    "--method: there is no method '%s' for fits online.%s Methods: %s.",
                    name, NearestName.hint(name, RULES), String.join(", ", RULES));
        }
        boolean follows = name.equals("ftrl");
        if (!follows && (losses.l1() > 0 || losses.l2() > 0)) {
            throw CommandException.usage("--l1 and --l2: online, --method ftrl has penalties, %s has none.", name);
        }
        return switch (name) {
            case "sgd" -> new GradientDescent(method.step(0.1));
            case "adagrad" -> new AdaGrad(method.step(0.1), 1e-8);
            case "ftrl" -> new FtrlProximal(method.step(0.1), 1, losses.l1(), losses.l2());
            default -> new Adam(method.step(0.01));
        };
    }
}
