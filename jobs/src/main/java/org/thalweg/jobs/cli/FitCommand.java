package org.thalweg.jobs.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds the parameters with which a model fits data best. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description =
                "Finds the parameters with which EXPR fits data best. EXPR is a formula, in which names in the header "
                        + "of the data are data and all others parameters; or the word linear, for an intercept and a slope "
                        + "a column; or the word mlp, for a multilayer perceptron over all columns.",
        footer = {
            "",
            "  thalweg fit \"b1*(1-exp(-b2*x))\" --data F.csv --response y --start b1=500,b2=0.0001",
            "  thalweg fit linear --data F.libsvm --loss logistic --l2 1",
            "  thalweg fit linear --data F.csv --response kind --loss cross-entropy",
            "  thalweg fit mlp --layers 8 --data F.csv --response y --loss logistic --l2 0.001",
            "Without --start, a formula is fitted from many starts, drawn at random in the bounds or in [-10, 10]."
        })
final class FitCommand implements Callable<Integer> {
    private final Streams streams;
    private final long began = System.nanoTime();

    @Mixin
    private FitArguments asked = new FitArguments();

    @Mixin
    private FitPlaceArguments places = new FitPlaceArguments();

    @Mixin
    private ModelArguments model = new ModelArguments();

    @Mixin
    private OnlineArguments online = new OnlineArguments();

    @Mixin
    private PageArguments page = new PageArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    FitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean detached = places.isDetached();
        output.check();
        page.check(detached);
        model.check(detached);
        if (online.isAsked()) {
            return learn();
        }
        asked.method().check(places.isShared());
        FitAttendance attendance = new FitAttendance(streams, began, output, page, model.file());
        try (FitPlaceArguments.Place place = places.open(streams)) {
            return detached ? attendance.leave(asked, place) : attendance.fit(asked, place);
        }
    }

    private int learn() throws InterruptedException {
        if (page.isAsked()) {
            throw CommandException.usage("--online takes no --page or --report: it tells of itself as it goes.");
        }
        if (places.isShared()) {
            throw CommandException.usage("--online learns in this process: it takes no --partitioned or --cluster.");
        }
        return new GrowingFit(asked.model(), asked.starts(), online, asked.method())
                .run(asked.data(), asked.losses(), model.file(), output, streams);
    }
}
