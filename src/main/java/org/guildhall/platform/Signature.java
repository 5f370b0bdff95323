package org.guildhall.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Comparing what a messenger signed with what it should have, without telling how much was right. */
public final class Signature {

    private Signature() {}

    /**
     * Compares in constant time.
     *
     * @param expected the secret we hold; an unset one matches nothing
     * @param given what came with the request, or null when nothing came
     */
    public static boolean matches(Secret expected, @Nullable String given) {
        if (given == null || !expected.present()) {
            return false;
        }
        return MessageDigest.isEqual(
                expected.value().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
