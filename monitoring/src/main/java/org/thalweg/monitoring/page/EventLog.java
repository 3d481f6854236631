package org.thalweg.monitoring.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, numbered from 1: a ring, so that a page which was away for a moment goes on where it was, and a page
 * which is slow delays nobody.
 */
final class EventLog {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PageEvent> ring = new ArrayDeque<>();
    private long last;
    private boolean closed;

    /** @param capacity how many events are kept */
    EventLog(int capacity) {
        this.capacity = capacity;
    }

    /** Appends an event; the oldest goes if there are too many. */
    void append(PageEvent event) {
        lock.lock();
        try {
            ring.addLast(event);
            last++;
            if (ring.size() > capacity) {
                ring.removeFirst();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last event; 0 before the first. */
    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The events after number {@code position}, or null if some of them are gone or {@code position} never was. */
    @Nullable List<PageEvent> after(long position) {
        lock.lock();
        try {
            long newer = last - position;
            if (position < 0 || newer < 0 || newer > ring.size()) {
                return null;
            }
            List<PageEvent> events = new ArrayList<>(ring);
            return events.subList(events.size() - (int) newer, events.size());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is an event after number {@code position}, the log is closed, or the time is over. */
    void await(long position, long millis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (last <= position && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
