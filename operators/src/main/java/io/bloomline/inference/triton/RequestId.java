package io.bloomline.inference.triton;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names requests, so that answers, and a server's log, can be told apart. Thread-safe. */
final class RequestId {

    private static final AtomicLong COUNT = new AtomicLong();

    private static final String PROCESS = hex(ThreadLocalRandom.current().nextLong());

    private RequestId() {}

    /** A name that no other request of any process has. */
    static String next() {
        return PROCESS + "-" + COUNT.incrementAndGet();
    }

    /** A trace of its own in the form of W3C Trace Context, marked as sampled. */
    static String traceparent() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "00-" + hex(random.nextLong()) + hex(random.nextLong()) + "-" + hex(random.nextLong()) + "-01";
    }

    private static String hex(long bits) {
        return String.format(Locale.ROOT, "%016x", bits);
    }
}
