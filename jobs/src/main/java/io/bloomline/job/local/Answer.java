package io.bloomline.job.local;

/**
 * What a job wrote about a document, as the scorecard reads it.
 *
 * @param key        Kafka key of the result
 * @param documentId id of the document it says it is about
 * @param inputHash  SHA-256 of the text it says it was made from
 * @param chunks     how many chunks it says the document has; 1 when it is about the whole
 * @param tokens     tokens read and written for it
 * @param said       the answer: a text, or what the nearest vector means
 */
record Answer(String key, String documentId, String inputHash, int chunks, int tokens, String said) {

    /** The document's key: what stands before {@code #chunk} or {@code @language}. */
    String documentKey() {
        return key.split("[#@]", 2)[0];
    }

    /** The same answer in other words. */
    Answer saying(String words) {
        return new Answer(key, documentId, inputHash, chunks, tokens, words);
    }
}
