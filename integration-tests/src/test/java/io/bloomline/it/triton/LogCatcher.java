package io.bloomline.it.triton;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/**
 * All that is logged in this process while it is open: everything of Bloomline's own, and of the libraries what isn't
 * for finding faults in them. (gRPC's log of each frame, at its lowest level, shows headers and texts to whoever turns
 * it on.)
 */
final class LogCatcher implements AutoCloseable {

    private static final String OWN = "io.bloomline";

    private final StringBuilder text = new StringBuilder();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final Level level = context.getConfiguration().getRootLogger().getLevel();
    private final Appender appender = new Appender();
    private final JdkHandler handler = new JdkHandler();

    private LogCatcher() {
        appender.start();
        Configuration configuration = context.getConfiguration();
        configuration.getRootLogger().addAppender(appender, Level.ALL, null);
        configuration.getRootLogger().setLevel(Level.INFO);
        configuration.addLogger(OWN, new LoggerConfig(OWN, Level.ALL, true));
        context.updateLoggers();
        Logger.getLogger("").addHandler(handler);
    }

    static LogCatcher open() {
        return new LogCatcher();
    }

    synchronized String text() {
        return text.toString();
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
        Configuration configuration = context.getConfiguration();
        configuration.getRootLogger().removeAppender(appender.getName());
        configuration.getRootLogger().setLevel(level);
        configuration.removeLogger(OWN);
        context.updateLoggers();
        appender.stop();
    }

    private synchronized void add(String message, @Nullable Throwable thrown) {
        StringWriter trace = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(trace));
        }
        text.append(message).append('\n').append(trace);
    }

    private final class Appender extends AbstractAppender {
        Appender() {
            super("catcher", null, null, false, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            add(event.getMessage().getFormattedMessage(), event.getThrown());
        }
    }

    private final class JdkHandler extends Handler {
        @Override
        public void publish(LogRecord record) {
            // Its parameters are what a formatter would put into the message.
            add(record.getMessage() + Arrays.toString(record.getParameters()), record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
