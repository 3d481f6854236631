package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.jobs.cli.output.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the methods of descent. */
@Command(
        name = "methods",
        mixinStandardHelpOptions = true,
        description = "Lists the methods of descent, what each needs, and how it keeps to bounds.")
final class MethodsCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private ListingArguments output = new ListingArguments();

    MethodsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<List<Object>> rows = new ArrayList<>();
        for (Method method : Methods.all()) {
            rows.add(List.of(
                    method.name(),
                    method.order().name().toLowerCase(Locale.ROOT),
                    method.takesStep() ? "yes" : "no",
                    method.gradientTolerance(),
                    method.bounds(),
                    method.description()));
        }
        output.write(
                new Listing(
                        "thalweg.methods/1",
                        "methods",
                        List.of("name", "needs", "step", "tolerance", "bounds", "description"),
                        rows),
                streams);
        return ExitCode.FOUND.code();
    }
}
