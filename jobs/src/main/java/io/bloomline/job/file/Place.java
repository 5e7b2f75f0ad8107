package io.bloomline.job.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where a key or one of its values stands.
 *
 * @param key    dotted key; empty for the file itself
 * @param line   line, from 1
 * @param column column, from 1
 */
record Place(String key, int line, int column) {

    static Place of(String key, Optional<Mark> mark) {
        return mark.map(at -> new Place(key, at.getLine() + 1, at.getColumn() + 1))
                .orElse(new Place(key, 1, 1));
    }

    Problem problem(String message) {
        return new Problem(line, column, key, message);
    }
}
