package org.thalweg.jobs.online;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * <p>Files that it has handed out are in the reader's hands, and in the reader's state; it remembers the last name alone.
 */
final class OnlineEnumerator implements SplitEnumerator<OnlineSplit, String> {
    private static final Logger LOG = LoggerFactory.getLogger(OnlineEnumerator.class);
    private static final int READER = 0;

    private final SplitEnumeratorContext<OnlineSplit> context;
    private final GrowingDirectory directory;
    private final long periodMillis;
    /** Handed back by a reader that failed: handed out since the checkpoint that it will go on from. */
    private final List<OnlineSplit> returned = new ArrayList<>();

    private final Set<String> known = new HashSet<>();
    private String last;
    private boolean looked;
    private boolean over;

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
        if (look == null || over || !context.registeredReaders().containsKey(READER)) {
            return;
        }
        for (String name : look.files()) {
            if (known.add(name) && name.compareTo(last) <= 0 && looked) {
                LOG.warn("{}: {} came when {} had been taken. Names must ascend: it is not learned from.",
                        directory.name(), name, last);
            }
            if (name.compareTo(last) > 0) {
                last = name;
                context.assignSplit(OnlineSplit.file(name, 0), READER);
            }
        }
        looked = true;
        if (look.isComplete()) {
            over = true;
            context.signalNoMoreSplits(READER);
        }
    }

    @Override
    public void addReader(int reader) {
        over = false;
        returned.forEach(split -> context.assignSplit(split, reader));
        returned.clear();
        context.callAsync(directory::look, this::found);
    }

    @Override
    public void addSplitsBack(List<OnlineSplit> splits, int reader) {
        returned.addAll(splits);
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {}

    @Override
    public String snapshotState(long checkpoint) {
        return last;
    }

    @Override
    public void close() {}
}
