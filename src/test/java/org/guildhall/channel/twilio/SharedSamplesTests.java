package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.platform.Secret;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signatures from Twilio's own tests, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SIGNATURES = Path.of("../shared/channels/signatures.json");

    @TestFactory
    Stream<DynamicTest> acceptsEverySignatureOfTwilio() throws IOException {
        assumeTrue(Files.exists(SIGNATURES), "No collected signatures beside the project");
        JsonNode samples = new JsonMapper().readTree(Files.readAllBytes(SIGNATURES));
        return StreamSupport.stream(samples.spliterator(), false)
                .filter(sample -> sample.path("channel").stringValue("").equals("sms_twilio"))
                .map(sample -> dynamicTest(sample.path("name").stringValue(), () -> check(sample)));
    }

    /** The samples hold a form's fields as JSON; only one is a body that really is JSON. */
    private static void check(JsonNode sample) {
        String body = sample.path("body").stringValue();
        boolean form = !sample.path("url").stringValue().contains("bodySHA256");
        Secret token = new Secret(sample.path("secret").stringValue());
        URI address = URI.create(sample.path("url").stringValue());
        byte[] bytes = (form ? form(new JsonMapper().readTree(body)) : body).getBytes(StandardCharsets.UTF_8);
        String signature = sample.path("expected").stringValue();

        assertThat(TwilioSignature.matches(token, address, form, bytes, signature))
                .isEqualTo(sample.path("valid").booleanValue());
        bytes[bytes.length - 1] = '_';
        assertThat(TwilioSignature.matches(token, address, form, bytes, signature))
                .isFalse();
    }

    private static String form(JsonNode fields) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            List<JsonNode> values =
                    field.getValue().isArray() ? field.getValue().valueStream().toList() : List.of(field.getValue());
            values.forEach(value ->
                    pairs.add(field.getKey() + "=" + URLEncoder.encode(value.stringValue(), StandardCharsets.UTF_8)));
        }
        return String.join("&", pairs);
    }
}
