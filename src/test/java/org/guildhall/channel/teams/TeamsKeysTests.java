package org.guildhall.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TeamsKeysTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Fixtures.NOW);
    private final StubApi microsoft = new StubApi(Answer.json(503, ""));
    private final URI openid = URI.create(microsoft.url() + "/openid");
    private final TeamsWeb web = new TeamsWeb();
    private final TeamsKeys keys = new TeamsKeys(now::get);

    @AfterEach
    void stop() {
        microsoft.close();
    }

    @Test
    void keepsTheKeysThatMicrosoftTells() {
        tells(Fixtures.MICROSOFT.keys());

        keys.refresh(web, openid);
        keys.refresh(web, openid);

        assertThat(keys.named("rehearsal-key")).hasValueSatisfying(key -> {
            assertThat(key.endorses("msteams")).isTrue();
            assertThat(key.endorses("webchat")).isFalse();
        });
        assertThat(microsoft.calls()).hasSize(2);
    }

    @Test
    void asksForAKeyThatItDoesNotKnowOnceAMinuteAndForAllTwiceADay() {
        tells(Fixtures.MICROSOFT.keys());
        keys.refresh(web, openid);

        assertThat(keys.named("another")).isEmpty();
        keys.refresh(web, openid);
        assertThat(microsoft.calls()).hasSize(2);

        later(Duration.ofMinutes(2));
        keys.refresh(web, openid);
        assertThat(microsoft.calls()).hasSize(4);

        later(Duration.ofHours(11));
        keys.refresh(web, openid);
        assertThat(microsoft.calls()).hasSize(4);

        later(Duration.ofHours(2));
        keys.refresh(web, openid);
        assertThat(microsoft.calls()).hasSize(6);
    }

    @Test
    void keepsWhatItHasWhenMicrosoftIsAway() {
        tells(Fixtures.MICROSOFT.keys());
        keys.refresh(web, openid);
        microsoft.answering(call -> Answer.json(503, ""));

        later(Duration.ofHours(13));
        keys.refresh(web, openid);

        assertThat(keys.named("rehearsal-key")).isPresent();
    }

    @Test
    void takesNoKeyThatIsTooShortOrNone() {
        ObjectNode set = (ObjectNode) JsonMapper.shared().readTree("""
                {"keys": [
                  {"kty": "RSA", "kid": "short", "n": "AQAB", "e": "AQAB"},
                  {"kty": "RSA", "kid": "odd", "n": "%", "e": "AQAB"},
                  {"kty": "EC", "kid": "curve"},
                  null, 7
                ]}""");
        tells(set);

        keys.refresh(web, openid);

        assertThat(keys.named("short")).isEmpty();
        assertThat(keys.named("odd")).isEmpty();
        assertThat(keys.named("curve")).isEmpty();
    }

    private void later(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void tells(JsonNode set) {
        microsoft.answering(call -> Answer.json(
                200,
                call.path().endsWith("/openid") ? "{\"jwks_uri\":\"" + microsoft.url() + "/keys\"}" : set.toString()));
    }
}
