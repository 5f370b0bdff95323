package org.guildhall.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What this installation says under its own name. Signatures are Ed25519, so that whoever has the published half can check
 * them without asking us; all nodes sign alike, because they share the key. Computes for a tenth of a millisecond: call it
 * off the event loop.
 */
@Component
public final class Seal implements SmartInitializingSingleton {

    private static final int LONGEST_TOKEN = 400_000;

    private final Database database;
    private final SigningKeys configured;
    private volatile @Nullable List<SealingKey> known;

    Seal(Database database, SigningKeys configured) {
        this.database = database;
        this.configured = configured;
    }

    /**
     * A key that others can check our signatures with.
     *
     * @param kid its name
     * @param x the key itself, 32 bytes in Base64 for addresses (RFC 8037)
     */
    public record Published(String kid, String x) {}

    /** Every key that ever signed, the one that signs now first. */
    public List<Published> published() {
        return keys().stream()
                .map(key -> new Published(key.id(), key.published()))
                .toList();
    }

    /**
     * Signs something for everybody to check.
     *
     * @param payload JSON
     * @return a JSON Web Signature in its compact form (RFC 7515)
     */
    public String sign(String payload) {
        SealingKey key = keys().getFirst();
        String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + key.id() + "\",\"typ\":\"JWT\"}";
        String signed = base64(header.getBytes(UTF_8)) + "." + base64(payload.getBytes(UTF_8));
        return signed + "." + base64(key.sign(signed.getBytes(US_ASCII)));
    }

    /**
     * What was signed.
     *
     * @param token what claims to come from {@link #sign}, whatever it is
     * @return the payload; empty when we did not sign exactly this
     */
    public Optional<String> opened(String token) {
        String[] parts = token.strip().split("\\.", -1);
        if (parts.length != 3 || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
            // Which key it names does not matter: only ours are asked, and all sign in the same way.
            return keys().stream().anyMatch(key -> key.signed(signed, signature))
                    ? Optional.of(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /**
     * A few bits that nobody else can work out.
     *
     * @param bits how many, 1 to 63
     */
    long tag(String what, long when, int bits) {
        return tag(keys().getFirst(), what, when, bits);
    }

    /** Whether these are the bits of any key of ours. */
    boolean tagged(String what, long when, int bits, long tag) {
        return keys().stream().anyMatch(key -> tag(key, what, when, bits) == tag);
    }

    private static long tag(SealingKey key, String what, long when, int bits) {
        return key.tag(what, when) >>> (Long.SIZE - bits);
    }

    /** At the start, so that no answer waits for it or fails with the database. */
    @Override
    public void afterSingletonsInstantiated() {
        keys();
    }

    private List<SealingKey> keys() {
        List<SealingKey> keys = known;
        if (keys == null) {
            keys = new ArrayList<>(configured.keys());
            keys.addAll(database.<List<SealingKey>>inTransaction(this::kept));
            keys = List.copyOf(keys);
            known = keys;
        }
        return keys;
    }

    /** Those in the database; the first node that looks makes one. */
    private List<SealingKey> kept(JdbcClient sql) {
        byte[] random = new byte[SealingKey.BYTES];
        new SecureRandom().nextBytes(random);
        sql.sql("insert into signing_keys (number, secret) values (1, :secret) on conflict do nothing")
                .param("secret", Base64.getEncoder().encodeToString(random))
                .update();
        return sql.sql("select secret from signing_keys order by number desc")
                .query((row, number) -> SealingKey.of(Base64.getDecoder().decode(row.getString("secret"))))
                .list();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
