package org.guildhall.channel.meta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guildhall.canary.Canary;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.Secret;

/** Calls as Meta makes them, for an app of ours. */
public final class MetaCalls {

    public static final String TOKEN = Canary.secret("canary-access");
    public static final String APP_SECRET = Canary.secret("canary-app");
    public static final String VERIFY_TOKEN = Canary.secret("canary-verify");
    public static final MetaDoor DOOR = new MetaDoor(new Secret(APP_SECRET), new Secret(VERIFY_TOKEN));

    private MetaCalls() {}

    /** A call with this body and our app's signature. */
    public static Webhook signed(byte[] body) {
        return Posts.post(body, headers(body));
    }

    /** The header beside this body. */
    public static Map<String, String> headers(byte[] body) {
        return Map.of(MetaDoor.SIGNATURE_HEADER, signature(body, APP_SECRET));
    }

    /** What an app with this secret puts beside this body; computed here, so that ours is not compared with itself. */
    public static String signature(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A Graph API that takes every message; the first is called {@code m_OURS}, the next {@code m_OURS.2}. */
    public static Function<StubApi.Call, StubApi.Answer> taking(AtomicInteger count) {
        return call -> {
            int number = call.body().has("message") ? count.incrementAndGet() : 0;
            String id = "m_OURS" + (number > 1 ? "." + number : "");
            return StubApi.Answer.json(
                    200, number == 0 ? "{\"recipient_id\":\"5001\"}" : "{\"message_id\":\"" + id + "\"}");
        };
    }
}
