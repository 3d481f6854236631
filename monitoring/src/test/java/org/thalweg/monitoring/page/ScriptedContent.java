package org.thalweg.monitoring.page;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A run that says what a test wants it to say. */
final class ScriptedContent implements PageContent {
    final CountDownLatch stopped = new CountDownLatch(1);

    volatile String state = "{\"status\":\"RUNNING\"}";
    volatile List<PageEvent> opening = List.of(new PageEvent("run", "{\"kind\":\"search\"}"));
    volatile boolean stoppable = true;
    volatile Optional<byte[]> landscape = Optional.empty();

    @Override
    public byte[] state() {
        return PageContent.utf8(state);
    }

    @Override
    public Optional<byte[]> landscape() {
        return landscape;
    }

    @Override
    public List<PageEvent> opening() {
        return opening;
    }

    @Override
    public boolean isStoppable() {
        return stoppable;
    }

    @Override
    public void stop() {
        stopped.countDown();
    }
}
