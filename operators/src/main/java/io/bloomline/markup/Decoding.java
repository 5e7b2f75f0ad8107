package io.bloomline.markup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** How text is written in a form of markup, read atom by atom so that each keeps its place. */
enum Decoding {
    MARKDOWN("\\\\[!-/:-@\\[-`{-~]|&#?\\w+;|\\s+|(?s:.)") {
        @Override
        String decode(String atom) {
            if (atom.length() > 1 && atom.charAt(0) == '\\') {
                return atom.substring(1);
            }
            if (atom.length() > 1 && atom.charAt(0) == '&') {
                String character = Parser.unescapeEntities(atom, false);
                // HTML knows some entities without semicolon, Markdown doesn't.
                return character.endsWith(";") && character.length() > 1 ? atom : character;
            }
            return plain(atom);
        }
    },
    HTML_TEXT("&#?\\w+;?|\\s+|(?s:.)") {
        @Override
        String decode(String atom) {
            return atom.length() > 1 && atom.charAt(0) == '&' ? Parser.unescapeEntities(atom, false) : plain(atom);
        }
    },
    /** In attributes {@code &copy=1} is no entity but part of an address. */
    HTML_ATTRIBUTE("&#?\\w+[;=]?|\\s+|(?s:.)") {
        @Override
        String decode(String atom) {
            return atom.length() > 1 && atom.charAt(0) == '&' ? Parser.unescapeEntities(atom, true) : plain(atom);
        }
    };

    private final Pattern atoms;

    Decoding(String atoms) {
        this.atoms = Pattern.compile(atoms);
    }

    abstract String decode(String atom);

    /** Reads a stretch of the original. White space becomes one space, as it does on the page. */
    Decoded read(String original, int start, int end) {
        StringBuilder text = new StringBuilder();
        int[] at = new int[2 * (end - start) + 1];
        Matcher atom = atoms.matcher(original).region(start, end);
        while (atom.lookingAt() && atom.end() > atom.start()) {
            String decoded = decode(atom.group());
            for (int i = 0; i < decoded.length(); i++) {
                at[text.length() + i] = atom.start();
            }
            text.append(decoded);
            atom.region(atom.end(), end);
        }
        at[text.length()] = end;
        return new Decoded(text.toString(), at).upTo(text.length());
    }

    private static String plain(String atom) {
        char first = atom.charAt(0);
        if (first == '\0') {
            return "\uFFFD";
        }
        return " \t\n\f\r\u000B".indexOf(first) >= 0 ? " " : atom;
    }
}
