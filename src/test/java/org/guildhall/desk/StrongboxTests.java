package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.guildhall.platform.Secret;
import org.junit.jupiter.api.Test;

class StrongboxTests {

    private final Strongbox box = new Strongbox(new Secret("one key"));
    private final byte[] plain = "a secret".getBytes(StandardCharsets.UTF_8);

    @Test
    void givesBackWhatWasLockedForTheSamePerson() {
        byte[] locked = box.lock(plain, "anna");

        assertThat(new String(locked, StandardCharsets.ISO_8859_1)).doesNotContain("a secret");
        assertThat(box.lock(plain, "anna")).as("never the same twice").isNotEqualTo(locked);
        assertThat(box.unlock(locked, "anna")).contains(plain);
    }

    @Test
    void opensForNobodyElseAndNotWithAnotherKeyAndNotWhenItWasChanged() {
        byte[] locked = box.lock(plain, "anna");
        byte[] changed = locked.clone();
        changed[changed.length - 1] ^= 1;

        assertThat(box.unlock(locked, "bob")).isEmpty();
        assertThat(new Strongbox(new Secret("another key")).unlock(locked, "anna"))
                .isEmpty();
        assertThat(box.unlock(changed, "anna")).isEmpty();
        assertThat(box.unlock(new byte[3], "anna")).isEmpty();
    }

    @Test
    void marksTheSameWordsOfTheSamePersonAlike() {
        assertThat(box.mark("code", "anna")).isEqualTo(box.mark("code", "anna")).isNotEqualTo(box.mark("code", "bob"));
        assertThat(new Strongbox(new Secret("another key")).mark("code", "anna"))
                .isNotEqualTo(box.mark("code", "anna"));
    }

    @Test
    void namesItsKeyWithoutTellingIt() {
        assertThat(box.name())
                .hasSize(16)
                .isEqualTo(new Strongbox(new Secret("one key")).name())
                .isNotEqualTo(new Strongbox(new Secret("another key")).name());
    }
}
