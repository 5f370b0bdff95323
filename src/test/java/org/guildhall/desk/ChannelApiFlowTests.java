package org.guildhall.desk;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class ChannelApiFlowTests extends DeskServer {

    @Test
    void listsEveryMessengerWhetherOrNotItIsSwitchedOn() {
        as(BOSS).get()
                .uri("/api/desk/channels")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.channels[?(@.name == 'whatsapp')].configured")
                .isEqualTo(false)
                .jsonPath("$.channels[?(@.name == 'whatsapp')].chargedThisMonth.messages")
                .isEqualTo(0)
                .jsonPath("$.channels[?(@.name == 'telegram')].verified")
                .isEqualTo(false)
                .jsonPath("$.channels[?(@.name == 'webchat')].configured")
                .isEqualTo(true)
                .jsonPath("$.channels[?(@.name == 'webchat')].testable")
                .isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({"whatsapp, 409", "webchat, 409", "carrier-pigeon, 404"})
    void testsOnlyWhatCanBeTested(String name, int status) {
        test(BOSS, name, "447700900123").expectStatus().isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "a\u0000b", "<b>"})
    void wantsToKnowWhomToWriteTo(String address) {
        test(BOSS, "whatsapp", address)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("address");
    }

    @Test
    void isForThoseWhoSetThingsUpOnly() {
        as(ANNA).get().uri("/api/desk/channels").exchange().expectStatus().isForbidden();
        test(ANNA, "whatsapp", "447700900123").expectStatus().isForbidden();
        nobody().get().uri("/api/desk/channels").exchange().expectStatus().isUnauthorized();
    }

    private WebTestClient.ResponseSpec test(String who, String name, String address) {
        return as(who).post()
                .uri("/api/desk/channels/{name}/test", name)
                .bodyValue(Map.of("address", address))
                .exchange();
    }
}
