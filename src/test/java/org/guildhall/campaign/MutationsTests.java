package org.guildhall.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class MutationsTests {

    private static final byte[] REAL =
            "{\"update_id\": 1, \"message\": {\"text\": \"a \\\"bin\\\"\"}}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "{\"events\": [true]}".getBytes(StandardCharsets.UTF_8);

    @Test
    void breaksABodyInTheSameWayForTheSameSeed() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(broken(seed)).isEqualTo(broken(seed));
        }
    }

    @Test
    void breaksABodyInManyWays() {
        Set<String> bodies = new HashSet<>();
        for (long seed = 0; seed < 8_000; seed++) {
            bodies.add(new String(broken(seed), StandardCharsets.ISO_8859_1));
        }
        assertThat(bodies).hasSizeGreaterThan(4_000);
        assertThat(bodies).anyMatch(body -> body.contains("\"text\": \"\\ud800\""));
        assertThat(bodies).anyMatch(body -> body.length() > 1024 * 1024);
        assertThat(bodies).anyMatch(body -> body.endsWith("[true]}") && body.contains("update_id"));
    }

    @Test
    void leavesAboutHalfOfThemJson() {
        long json =
                LongStream.range(0, 1_000).filter(seed -> isJson(broken(seed))).count();
        assertThat(json).isBetween(400L, 700L);
    }

    private static boolean isJson(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body).isObject();
        } catch (JacksonException broken) {
            return false;
        }
    }

    private static byte[] broken(long seed) {
        return Mutations.of(REAL, OTHER, new SplittableRandom(seed));
    }
}
