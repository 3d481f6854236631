package org.thalweg.jobs.online;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thalweg.jobs.data.GrowingDirectory;

/**
 * Looks into the directory again and again, and hands the files that are new to the reader, in the order of their names.
 *
 * <p>Files that it has handed out are in the reader's hands, and in the reader's state; it remembers the last name alone. Since what is sent can be
 * lost, or come twice, when a task fails, the reader is told of the newest file again and again, and asks for what has not come.
 */
final class OnlineEnumerator implements SplitEnumerator<OnlineSplit, String> {
    private static final Logger LOG = LoggerFactory.getLogger(OnlineEnumerator.class);
    private static final int READER = 0;

    private final SplitEnumeratorContext<OnlineSplit> context;
    private final GrowingDirectory directory;
    private final long periodMillis;
    private final Set<String> known = new HashSet<>();
    private String last;
    private boolean looked;
    private List<String> files = List.of();

    /** @param last the name of the last file that was handed out; empty for none */
    OnlineEnumerator(
            SplitEnumeratorContext<OnlineSplit> context, GrowingDirectory directory, long periodMillis, String last) {
        this.context = context;
        this.directory = directory;
        this.periodMillis = periodMillis;
        this.last = last;
    }

    @Override
    public void start() {
        context.callAsync(directory::look, this::found, 0, periodMillis);
    }

    private void found(GrowingDirectory.@Nullable Look look, @Nullable Throwable trouble) {
        if (trouble != null) {
            throw new FlinkRuntimeException(
                    "%s cannot be looked into: %s".formatted(directory.name(), trouble.getMessage()), trouble);
        }
        if (look == null || !context.registeredReaders().containsKey(READER)) {
            return;
        }
        for (String name : look.files()) {
            if (known.add(name) && name.compareTo(last) <= 0 && looked) {
                LOG.warn(
                        "{}: {} came when {} had been taken. Names must ascend: it is not learned from.",
                        directory.name(),
                        name,
                        last);
            }
        }
        looked = true;
        files = look.files();
        hand(last);
        context.sendEventToSourceReader(READER, new Newest(last, look.isComplete()));
    }

    /** Hands out the files after {@code after}, each with the name of the one before it. */
    private void hand(String after) {
        String before = after;
        for (String name : files) {
            if (name.compareTo(before) > 0) {
                context.assignSplit(OnlineSplit.file(name, before), READER);
                before = name;
            }
        }
        last = before.compareTo(last) > 0 ? before : last;
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (event instanceof BadData bad) {
            throw bad.reason(); // which fails the job
        }
        if (event instanceof Wanted wanted && context.registeredReaders().containsKey(READER)) {
            hand(wanted.after());
        }
    }

    /** The reader asks for what it lacks, when it is told of the newest file. */
    @Override
    public void addReader(int reader) {}

    @Override
    public void addSplitsBack(List<OnlineSplit> splits, int reader) {}

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {}

    @Override
    public String snapshotState(long checkpoint) {
        return last;
    }

    @Override
    public void close() {}
}
