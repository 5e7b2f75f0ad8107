package io.bloomline.it.guarantee;

/**
 * One of the versions of a document.
 *
 * @param key    key of the document, under which all its versions and their results go
 * @param number counts the versions of a key, from 0
 */
public record Version(String key, int number) {

    @Override
    public String toString() {
        return key + " version " + number;
    }
}
