package io.bloomline.text;

import static io.bloomline.failure.Failure.rejected;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.Encoding;
import io.bloomline.inference.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Divides texts into pieces of at most so many tokens by the tokenizer's own count. Without overlap the pieces together
 * are the text, to the character. A piece ends at a paragraph's end where one is in the second half of what fits, else at
 * the last end of a sentence, of a line, between words, between what a reader takes for characters, and within such a one
 * only where it alone is too long. Time grows with the text's length, not faster. Thread-safe.
 */
public final class Divider {

    /** More characters than this per token of the limit, and a text hardly ever fits: then it isn't tried whole. */
    private static final int CHARACTERS_PER_TOKEN = 5;

    private final Tokenizer tokenizer;
    private final Function<String, int[]> count;
    private final int maxTokens;
    private final int overlap;

    private Divider(Tokenizer tokenizer, Function<String, int[]> count, int maxTokens, int overlap) {
        this.tokenizer = tokenizer;
        this.count = count;
        this.maxTokens = maxTokens;
        this.overlap = overlap;
    }

    /**
     * Divides texts that a model reads as they are.
     *
     * @param maxTokens most tokens of a piece, special ones included
     * @param overlap   tokens at the end of a piece with which the next begins again, as far as words allow; at most half
     *     of {@code maxTokens}
     */
    public static Divider ofTexts(Tokenizer tokenizer, int maxTokens, int overlap) {
        if (overlap < 0 || overlap > maxTokens / 2) {
            throw new IllegalArgumentException("overlap is " + overlap + "; it must be from 0 to half of " + maxTokens);
        }
        return new Divider(tokenizer, tokenizer::encode, maxTokens, overlap);
    }

    /**
     * Divides texts that a model reads within a prompt.
     *
     * @param prompt    the prompt around a piece
     * @param maxTokens most tokens of a prompt with its piece
     */
    public static Divider ofPrompts(Tokenizer tokenizer, Function<String, String> prompt, int maxTokens) {
        return new Divider(tokenizer, piece -> tokenizer.encode(prompt.apply(piece)), maxTokens, 0);
    }

    /**
     * The pieces of a text, in order.
     *
     * @param text     without lone surrogates
     * @param language its BCP 47 tag, or null when unknown: some have rules of their own
     * @return one piece for an empty text
     * @throws FailureException {@code REJECTED}, when not even one code point fits
     */
    public List<Piece> divide(String text, @Nullable String language) {
        if (text.length() / CHARACTERS_PER_TOKEN <= maxTokens) {
            int[] ids = count.apply(text);
            if (ids.length <= maxTokens) {
                return List.of(new Piece(text, 0, text.length(), ids));
            }
        }
        Encoding whole = tokenizer.encodeWithEnds(text);
        return new Division(text, new TokenPlaces(whole, text.length()), new Boundaries(text, language)).pieces();
    }

    /** The division of one text. */
    private final class Division {

        private final String text;
        private final TokenPlaces tokens;
        private final Boundaries boundaries;
        private final int room = Math.max(1, maxTokens - count.apply("").length);

        Division(String text, TokenPlaces tokens, Boundaries boundaries) {
            this.text = text;
            this.tokens = tokens;
            this.boundaries = boundaries;
        }

        List<Piece> pieces() {
            List<Piece> pieces = new ArrayList<>();
            Piece piece = fitting(0, 0);
            pieces.add(piece);
            while (piece.end() < text.length()) {
                piece = next(piece);
                pieces.add(piece);
            }
            return pieces;
        }

        private Piece next(Piece before) {
            int end = before.end();
            if (overlap > 0) {
                int start = boundaries.firstWord(Math.max(before.start() + 1, tokens.back(end, overlap)), end);
                Piece overlapping = fitting(start, end);
                if (overlapping.end() > end) {
                    return overlapping;
                }
            }
            return fitting(end, end);
        }

        /** The longest good piece from {@code start} on; it ends behind {@code least} if that can be. */
        private Piece fitting(int start, int least) {
            int reach = tokens.reach(start, room);
            int cluster = boundaries.clusterEnd(start, reach);
            boolean clusterTried = false;
            while (true) {
                int end = reach == text.length() ? reach : boundaries.end(start, least, reach);
                if (end <= cluster && !clusterTried) {
                    end = cluster;
                    clusterTried = true;
                }
                Piece piece = piece(start, end);
                if (piece.tokenIds().length <= maxTokens) {
                    return piece;
                }
                if (end == text.offsetByCodePoints(start, 1)) {
                    throw tooLong(piece);
                }
                reach = Math.max(start + 1, Math.min(end - 1, lessReach(piece)));
            }
        }

        /** Where to try next when a piece is too long: nearer by the excess and by the share, whichever is less. */
        private int lessReach(Piece piece) {
            int counted = piece.tokenIds().length;
            int told = tokens.between(piece.start(), piece.end());
            long share = (long) told * room / (counted - maxTokens + room);
            return tokens.reach(piece.start(), (int) Math.max(1, Math.min(share, told - (counted - maxTokens))));
        }

        private Piece piece(int start, int end) {
            String part = text.substring(start, end);
            return new Piece(part, start, end, count.apply(part));
        }

        private FailureException tooLong(Piece piece) {
            return new FailureException(rejected(
                    "too-many-tokens",
                    "Not even one character of the document fits: with what is around it, it has %d tokens, and %d are accepted"
                            .formatted(piece.tokenIds().length, maxTokens)));
        }
    }
}
