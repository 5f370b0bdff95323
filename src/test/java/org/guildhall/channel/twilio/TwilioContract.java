package org.guildhall.channel.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.guildhall.channel.Channel;
import org.guildhall.channel.FixtureContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

/** The contract for text messages and for WhatsApp, which Twilio brings through one door. */
interface TwilioContract extends FixtureContract {

    @Override
    default Channel at(URI api) {
        return Fixtures.channel(api);
    }

    @Override
    default Webhook signed(byte[] body) {
        return Fixtures.signed(body);
    }

    @Override
    default Webhook unsigned(byte[] body) {
        return Fixtures.webhook(body, null);
    }

    @Override
    default Webhook signedByAnother(byte[] body) {
        return Fixtures.webhook(body, Fixtures.signature(Fixtures.ADDRESS, body, Fixtures.TOKEN + "x"));
    }

    @Override
    default Webhook unreadable() {
        byte[] body = "{\"payload\":\"bodies that are no form\"}".getBytes(StandardCharsets.UTF_8);
        return json(body, hash(body));
    }

    @Override
    default Sends sends() {
        return new Sends(
                1600,
                Measure.UTF16,
                Answer.json(201, "{\"sid\":\"SMNEW\",\"status\":\"queued\",\"error_code\":null}"),
                call -> call.path("Body").stringValue(""));
    }

    @Override
    default List<Limit> limits() {
        return List.of(new Limit(
                Part.TEXT, 1600, Count.UTF16, call -> call.has("MediaUrl") ? List.of() : text(call.path("Body"))));
    }

    /** A call whose body is no form, signed with this hash of it in the address. */
    static Webhook json(byte[] body, String hash) {
        String query = "bodySHA256=" + hash;
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set(TwilioChannel.SIGNATURE_HEADER, Fixtures.hash(Fixtures.ADDRESS + "?" + query, Fixtures.TOKEN));
        return new Webhook(HttpMethod.POST, "", headers, new LinkedMultiValueMap<>(), body, query);
    }

    /** A body's hash. */
    static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
