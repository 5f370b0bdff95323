package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.guildhall.channel.Media;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.message.Handle;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioFilesTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FILE = "/2010-04-01/Accounts/" + Fixtures.ACCOUNT + "/Messages/MMX/Media/ME0";

    private final StubApi api = new StubApi(Answer.json(200, "a photo"));
    private final TwilioChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void downloadsWithTheToken() {
        Media media = Objects.requireNonNull(fetch(api.url().resolve(FILE).toString()));

        assertThat(media.bytes()).asString().isEqualTo("a photo");
        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo(FILE);
            assertThat(call.headers().getFirst("Authorization"))
                    .isEqualTo(
                            TwilioConfiguration.basic(Fixtures.setup(api.url()).properties()));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2010-04-01/Accounts/" + Fixtures.ACCOUNT + "/Calls.json",
                "/2010-04-01/Accounts/" + Fixtures.ACCOUNT + "/Messages/../Calls.json",
                "/2010-04-01/Accounts/" + Fixtures.ACCOUNT + "/Messages/%2e%2e/Calls.json",
                "/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages/MMX/Media/ME0",
                "/latest/meta-data",
                ""
            })
    void takesTheTokenNowhereElseAtTwilio(String path) {
        assertThat(why(api.url().resolve("/") + path.replaceFirst("^/", ""))).isEqualTo(Why.GONE);
        assertThat(api.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://api.twilio.com",
                "https://api.twilio.com.evil.example",
                "https://api.twilio.com:8443",
                "https://user@api.twilio.com",
                "https://169.254.169.254",
                "https://mms.twiliocdn.com"
            })
    void takesTheTokenToNoOtherHost(String host) {
        assertThat(why(host + FILE)).isEqualTo(Why.HOST_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/x", "http://169.254.169.254/latest", "http://mms.twiliocdn.com/x"})
    void isSentOnToNobodyButTwiliosOwnStore(String target) {
        api.answering(call -> new Answer(307, "", Map.of("Location", target)));

        assertThat(why(api.url().resolve(FILE).toString())).isEqualTo(Why.REDIRECT_NOT_ALLOWED);
    }

    @Test
    void anAddressThatIsNoneIsGoneAndShowsNowhere() {
        FetchFailed failure = failure("not an address");

        assertThat(failure.why()).isEqualTo(Why.GONE);
        assertThat(failure).hasNoCause();
        assertThat(failure.toString()).doesNotContain("address");
    }

    private Why why(String address) {
        return failure(address).why();
    }

    private FetchFailed failure(String address) {
        return catchThrowableOfType(FetchFailed.class, () -> fetch(address));
    }

    private @Nullable Media fetch(String address) {
        return channel.fetch(new Handle("twilio", address)).block(SOON);
    }
}
