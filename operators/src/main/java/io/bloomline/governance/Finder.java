package io.bloomline.governance;

import java.util.function.Consumer;

/** Looks for one kind of personal data, in time linear in the length of the text. Thread-safe. */
@FunctionalInterface
interface Finder {

    /** Tells of each stretch that is found, in any order. */
    void find(String text, Consumer<Span> found);

    /** What looks for a kind. */
    static Finder of(PersonalData kind) {
        return switch (kind) {
            case EMAIL -> new EmailAddresses();
            case SECRET_KEY -> new Keys();
            case IP_ADDRESS -> new IpAddresses();
            case USER_NAME -> new UserNames();
        };
    }
}
