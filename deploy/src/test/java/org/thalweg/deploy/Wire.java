package org.thalweg.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A wire to a port of this machine that can be cut: then nothing arrives at either end, and neither is told. When it is
 * mended, what was sent meanwhile arrives, as it does where a network loses packets and sends them again.
 */
final class Wire implements AutoCloseable {
    private final ServerSocket end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int to;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private boolean cut;

    private Wire(int to) throws IOException {
        this.to = to;
    }

    /** A wire to a port that somebody will listen at. */
    static Wire to(int port) throws IOException {
        Wire wire = new Wire(port);
        spin("wire to " + port, wire::accept);
        return wire;
    }

    /** Some port that nobody listens at. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where to connect to it. */
    int port() {
        return end.getLocalPort();
    }

    synchronized void cut() {
        cut = true;
    }

    synchronized void mend() {
        cut = false;
        notifyAll();
    }

    private synchronized void awaitWhole() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** An end of a connection is the end of its thread. */
    private static void spin(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // closed, by this side or the other
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException, InterruptedException {
        while (true) {
            Socket near = end.accept();
            open.add(near);
            spin("connection to " + to, () -> connect(near));
        }
    }

    private void connect(Socket near) throws IOException, InterruptedException {
        awaitWhole();
        Socket far;
        try {
            far = new Socket(InetAddress.getLoopbackAddress(), to);
        } catch (IOException e) {
            near.close(); // nobody listens yet: whoever connected learns it, and tries again
            throw e;
        }
        open.add(far);
        spin("there", () -> carry(near, far));
        spin("back", () -> carry(far, near));
    }

    private void carry(Socket from, Socket into) throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        try (from;
                into;
                InputStream in = from.getInputStream();
                OutputStream out = into.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitWhole();
                out.write(buffer, 0, read);
            }
            awaitWhole();
        }
    }

    @Override
    public void close() throws IOException {
        end.close();
        for (Socket socket : open) {
            socket.close();
        }
        mend();
    }
}
