package io.bloomline.it.support.kserve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The line between a client and a server: the client connects to this end. It can be cut, as when the server's process
 * is killed; frozen, as when its machine is, in one direction only or both; and mended. It can be slow, lose its
 * connections without a word, break within an answer, and spoil what it carries. Thread-safe.
 */
public final class Cable implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final InetAddress host;
    private final int serverPort;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object ice = new Object();
    private final Set<Direction> frozen = EnumSet.noneOf(Direction.class);
    private final AtomicLong untilBreak = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger spoils = new AtomicInteger();
    private volatile int losses;
    private volatile Duration latency = Duration.ZERO;
    private @Nullable ServerSocket door;

    /** Where bytes go. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private Cable(InetAddress host, int serverPort) {
        this.host = host;
        this.serverPort = serverPort;
        ServerSocket open = listen(host, 0);
        this.door = open;
        this.port = open.getLocalPort();
        run("cable-door", () -> accept(open));
    }

    /** Lays a cable to a server on this machine. */
    public static Cable to(int serverPort) {
        return new Cable(InetAddress.getLoopbackAddress(), serverPort);
    }

    /** Lays a cable to a server on this machine that others can connect to, such as containers. */
    public static Cable fromAnywhereTo(int serverPort) {
        return new Cable(new InetSocketAddress(0).getAddress(), serverPort);
    }

    /** Where clients connect. */
    public int port() {
        return port;
    }

    /** Breaks all connections, without farewell, and refuses new ones. */
    public synchronized void cut() {
        closeQuietly(door);
        door = null;
        drop();
    }

    /** Breaks all connections; new ones are welcome. */
    public void drop() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0); // closes with a reset
            } catch (IOException e) {
                // it has been closed already, which is all that is wanted
            }
            closeQuietly(socket);
        }
    }

    /** Lets new connections through again. */
    public synchronized void mend() {
        if (door == null) {
            ServerSocket open = listen(host, port);
            door = open;
            run("cable-door", () -> accept(open));
        }
    }

    /** Keeps connections open, and lets nothing through. */
    public void freeze() {
        freeze(Direction.TO_SERVER);
        freeze(Direction.TO_CLIENT);
    }

    /** Keeps connections open, and lets nothing through in one direction. */
    public void freeze(Direction direction) {
        synchronized (ice) {
            frozen.add(direction);
        }
    }

    /** Lets everything through that came meanwhile. */
    public void thaw() {
        synchronized (ice) {
            frozen.clear();
            ice.notifyAll();
        }
    }

    /** Loses all connections as a firewall does that has forgotten them: neither side hears of it. New ones are welcome. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only tests call it, one after the other
    public void lose() {
        losses++;
    }

    /** Has everything take so much longer on its way, in each direction. */
    public void slowDown(Duration latency) {
        this.latency = latency;
    }

    /** Breaks all connections once, when so many more bytes have gone to the client. */
    public void breakAfter(int bytes) {
        untilBreak.set(bytes);
    }

    /** Spoils so many of the next pieces that go to the client: every bit of them is the other way round. */
    public void spoil(int pieces) {
        spoils.set(pieces);
    }

    @Override
    public void close() {
        thaw();
        cut();
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket client = open.accept();
                sockets.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(server);
                run("cable-there", () -> pump(client, server, Direction.TO_SERVER));
                run("cable-back", () -> pump(server, client, Direction.TO_CLIENT));
            } catch (IOException e) {
                if (!open.isClosed()) {
                    // The server is away: so is the cable's end.
                    drop();
                }
            }
        }
    }

    private void pump(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[BUFFER];
        int lossesBefore = losses;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitThaw(direction);
                TimeUnit.NANOSECONDS.sleep(latency.toNanos());
                if (losses != lossesBefore) {
                    continue;
                }
                int passing = direction == Direction.TO_CLIENT ? toClient(buffer, read) : read;
                out.write(buffer, 0, passing);
                if (passing < read) {
                    drop();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // one of the two has gone, so the other goes too
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** How much of a piece may go to the client, spoilt if it is to be. */
    private int toClient(byte[] piece, int length) {
        if (spoils.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            for (int i = 0; i < length; i++) {
                piece[i] = (byte) ~piece[i];
            }
        }
        long left = untilBreak.getAndUpdate(
                bytes -> bytes == Long.MAX_VALUE || bytes <= length ? Long.MAX_VALUE : bytes - length);
        return (int) Math.min(left, length);
    }

    private void awaitThaw(Direction direction) {
        synchronized (ice) {
            while (frozen.contains(direction)) {
                try {
                    ice.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static ServerSocket listen(InetAddress host, int port) {
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(host, port));
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            // closed or broken: there is nobody to tell
        }
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
