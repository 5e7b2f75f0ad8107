package io.bloomline.job;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** Passes on what is written, and keeps it. */
final class KeptWriter extends FilterWriter {

    private final StringWriter kept = new StringWriter();

    KeptWriter(Writer out) {
        super(out);
    }

    /** All that was written so far. */
    String text() {
        return kept.toString();
    }

    @Override
    public void write(int character) throws IOException {
        kept.write(character);
        super.write(character);
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        kept.write(characters, offset, length);
        super.write(characters, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        kept.write(text, offset, length);
        super.write(text, offset, length);
    }
}
