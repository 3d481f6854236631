package org.thalweg.jobs.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands, and hands the streams and the runner to those whose constructors ask for them. */
final class CommandFactory implements IFactory {
    private final Streams streams;
    private final SearchRunner runner;

    CommandFactory(Streams streams, SearchRunner runner) {
        this.streams = streams;
        this.runner = runner;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == MinimizeCommand.class) {
            return type.cast(new MinimizeCommand(streams, runner));
        }
        if (type == ResumeCommand.class) {
            return type.cast(new ResumeCommand(streams, runner));
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Streams.class) {
                return type.cast(constructor.newInstance(streams));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
