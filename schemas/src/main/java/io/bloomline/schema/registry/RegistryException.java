package io.bloomline.schema.registry;

/** A schema registry can't be asked, or refuses what it is asked for. The message says which, and what to do. */
public final class RegistryException extends RuntimeException {

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
