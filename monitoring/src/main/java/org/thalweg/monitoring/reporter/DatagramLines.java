package org.thalweg.monitoring.reporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Sends each line as a datagram, without ever waiting; what the system does not take at once is counted and dropped. */
final class DatagramLines implements Consumer<String>, AutoCloseable {
    private final DatagramChannel channel;
    private final SocketAddress receiver;
    private final Tally tally;

    /**
     * @param receiver asked for by name once, now; one that has no address takes nothing
     * @throws IOException if no socket can be had
     */
    DatagramLines(InetSocketAddress receiver, Tally tally) throws IOException {
        this.receiver = receiver;
        this.tally = tally;
        this.channel = DatagramChannel.open();
        channel.configureBlocking(false);
    }

    @Override
    public void accept(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            if (channel.send(bytes, receiver) == 0) {
                tally.drop();
            }
        } catch (IOException | RuntimeException e) { // such as a host without address; each line counts, none is kept
            tally.drop();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
