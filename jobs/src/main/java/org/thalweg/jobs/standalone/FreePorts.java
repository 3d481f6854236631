package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Ports of this machine's loopback address that nobody listens at. */
final class FreePorts {
    private FreePorts() {}

    /** Whether nobody listens there, and no cluster that is between two job managers. */
    static boolean isFree(int port) {
        return !PortClaim.isHeld(port) && canBeListenedAt(port);
    }

    private static boolean canBeListenedAt(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The first free one from {@code first} to {@code last}. */
    static OptionalInt between(int first, int last) {
        return IntStream.rangeClosed(first, last).filter(FreePorts::isFree).findFirst();
    }

    /** Some free ports, all different. */
    static int[] some(int count) throws IOException {
        ServerSocket[] sockets = new ServerSocket[count];
        int[] ports = new int[count];
        try {
            for (int i = 0; i < count; i++) {
                sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ports[i] = sockets[i].getLocalPort();
            }
        } finally {
            for (ServerSocket socket : sockets) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
        return ports;
    }
}
