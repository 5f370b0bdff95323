package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCodeTests {

    @Test
    void everyCodeIsFoundInItself() {
        for (int i = 0; i < 200; i++) {
            LinkCode code = LinkCode.random();
            assertThat(code.value()).matches("LINK-[2-9B-Z]{4}-[2-9B-Z]{4}");
            assertThat(LinkCode.in(code.value())).contains(code);
            assertThat(code).hasToString("[code]");
        }
        assertThat(LinkCode.random()).isNotEqualTo(LinkCode.random());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LINK-7K3F-9QXD",
                " link-7k3f-9qxd\n",
                "Link 7K3F 9QXD.",
                "LINK\u20137K3F\u20139QXD",
                "link7k3f9qxd"
            })
    void phonesMayMakeSomethingElseOfIt(String written) {
        assertThat(LinkCode.in(written)).contains(new LinkCode("LINK-7K3F-9QXD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LINK",
                "LINK-7K3F",
                "LINK-7K3F-9QX",
                "LINK-7K3F-9QXDD",
                "my code is LINK-7K3F-9QXD",
                "LINK-AEIO-0001",
                "the link is broken"
            })
    void nothingElseIsACode(String words) {
        assertThat(LinkCode.in(words)).isEmpty();
    }
}
