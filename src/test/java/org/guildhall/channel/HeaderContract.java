package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

/** The contract for a channel whose calls prove in one header where they come from. */
public interface HeaderContract extends FixtureContract {

    /** The header's name. */
    String header();

    /** Our secret, which the messenger knows too. */
    String secret();

    /** What a messenger that knows this secret puts into the header beside this body. */
    String proof(byte[] body, String secret);

    /** A call as the messenger makes it, with these headers. */
    default Webhook call(byte[] body, HttpHeaders headers) {
        return new Webhook(HttpMethod.POST, "", headers, new LinkedMultiValueMap<>(), body);
    }

    /** The same with these in the header, one after the other. */
    default Webhook call(byte[] body, String... proofs) {
        HttpHeaders headers = new HttpHeaders();
        for (String proof : proofs) {
            headers.add(header(), proof);
        }
        return call(body, headers);
    }

    @Override
    default Webhook signed(byte[] body) {
        return call(body, proof(body, secret()));
    }

    @Override
    default Webhook unsigned(byte[] body) {
        return call(body, new HttpHeaders());
    }

    @Override
    default Webhook signedByAnother(byte[] body) {
        return call(body, proof(body, secret() + "x"));
    }

    @Test
    default void wantsTheProofOnceAndWhole() {
        byte[] body = Posts.body(folder(), "text");
        String right = proof(body, secret());

        assertThat(channel().signed(call(body, right))).isTrue();
        assertThat(channel().signed(call(body, right, right))).isFalse();
        assertThat(channel().signed(call(body, right.substring(1)))).isFalse();
        assertThat(channel().signed(call(body, ""))).isFalse();
    }

    /** HMAC-SHA-256 as the platform has it, so that ours is not compared with itself. */
    static byte[] hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
