package org.guildhall.platform;

/**
 * Something that must not be seen: a token, a password, a key. Its {@code toString} shows nothing, so that it can stand
 * in a record without leaking into a log.
 *
 * @param value the secret itself; blank means not set
 */
public record Secret(String value) {

    /** Whether there is one at all. */
    public boolean present() {
        return !value.isBlank();
    }

    @Override
    public String toString() {
        return present() ? "[secret]" : "[not set]";
    }
}
