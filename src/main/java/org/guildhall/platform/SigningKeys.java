package org.guildhall.platform;

import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the council signs its answers with, when an operator keeps it apart from the database.
 *
 * @param signingKeys 32 random bytes each, in Base64 ({@code openssl rand -base64 32}); the first signs, what the others
 *     signed is still known as ours; none means one that is made once and kept in the database
 */
@ConfigurationProperties("guildhall")
public record SigningKeys(@DefaultValue({}) List<Secret> signingKeys) {

    /** Refuses keys that are none, without showing them. */
    public SigningKeys {
        signingKeys = List.copyOf(signingKeys);
        for (Secret key : signingKeys) {
            if (bytes(key).length != SealingKey.BYTES) {
                throw new IllegalArgumentException("guildhall.signing-keys: each must be " + SealingKey.BYTES
                        + " bytes in Base64. Make one with: openssl rand -base64 32");
            }
        }
    }

    /** The keys themselves, the one that signs first. */
    List<SealingKey> keys() {
        return signingKeys.stream().map(key -> SealingKey.of(bytes(key))).toList();
    }

    private static byte[] bytes(Secret key) {
        try {
            return Base64.getDecoder().decode(key.value().strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
