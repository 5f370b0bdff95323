package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.guildhall.conversation.Decision;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class WithoutWordsTests {

    private static final Content PHOTO = Scene.media(MediaKind.PHOTO, "");

    private final WithoutWords step = new WithoutWords(Scene.VOICE, Scene.HANDOVERS);

    @Test
    void keepsAPhotoAndAsksWhatItIsAbout() {
        Decision decision = decide(Scene.withTheAssistant().sends(PHOTO));

        assertThat(decision.outcome()).isEqualTo("kept_media");
        assertThat(Scene.read(decision))
                .containsExactly("Thank you. I have kept your photo.\n\nTell me in a few words what it is about.");
        assertThat(Scene.titles(decision)).containsExactly("Talk to a person");
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaKind.class,
            mode = Mode.EXCLUDE,
            names = {"STICKER", "ANIMATION", "MENTION"})
    void keepsEveryKindOfFile(MediaKind kind) {
        assertThat(decide(Scene.withTheAssistant().sends(Scene.media(kind, ""))).outcome())
                .isEqualTo("kept_media");
    }

    @Test
    void keepsAPlaceAndAContactWithoutReadingTheirWordsAsAQuestion() {
        Content place = new Content.Location(51.5, -0.1, "i smell gas", null);
        Content contact = new Content.Contact("bins", "07700 900 123");

        assertThat(Scene.read(decide(Scene.withTheAssistant().sends(place))).getFirst())
                .contains("kept the place");
        assertThat(Scene.read(decide(Scene.withTheAssistant().sends(contact))).getFirst())
                .contains("kept the contact");
    }

    @Test
    void saysThatItCannotListen() {
        Decision decision = decide(Scene.withTheAssistant().sends(Scene.media(MediaKind.VOICE, "")));

        assertThat(Scene.read(decision).getFirst()).contains("I cannot listen to it. A person can.");
    }

    @Test
    void givesAPersonToWhoSendsAnotherOneInsteadOfWords() {
        Heard heard = Scene.withTheAssistant().afterMisses(1).sends(Scene.media(MediaKind.VOICE, ""));

        assertThat(decide(heard).outcome()).isEqualTo("handed_over_misses");
        assertThat(Scene.handover(decide(heard)).team()).isEqualTo("front-desk");
    }

    @Test
    void thanksOnceForAnAlbum() {
        Heard second = Scene.withTheAssistant()
                .afterACitizenSent(PHOTO)
                .afterTheAssistantSaid("Thank you.")
                .later(Duration.ofSeconds(2))
                .sends(PHOTO);

        assertThat(decide(second).outcome()).isEqualTo("kept_media");
        assertThat(decide(second).replies()).isEmpty();
        assertThat(decide(second).memory()).isEqualTo(second.memory());
    }

    @Test
    void thanksAgainForAPhotoMuchLater() {
        Heard later = Scene.withTheAssistant()
                .afterACitizenSent(PHOTO)
                .later(Duration.ofMinutes(2))
                .sends(PHOTO);

        assertThat(decide(later).replies()).hasSize(1);
    }

    @Test
    void takesAStickerLightly() {
        Decision decision = decide(Scene.withTheAssistant().sends(Scene.media(MediaKind.STICKER, "👋")));

        assertThat(decision.outcome()).isEqualTo("kept_sticker");
        assertThat(decision.memory().misses()).isZero();
    }

    @Test
    void saysNothingToWhoOnlyNamesUsInAStory() {
        Content mention = Scene.media(MediaKind.MENTION, "");
        Decision decision = decide(Scene.withTheAssistant().afterMisses(1).sends(mention));

        assertThat(decision.outcome()).isEqualTo("silent_mention");
        assertThat(Scene.read(decision)).isEmpty();
        assertThat(decision.memory().misses()).isEqualTo(1);
        assertThat(Scene.read(decide(Scene.inTheQueue().sends(mention)))).isEmpty();
    }

    @Test
    void thanksForAPhotoAfterAStoryAsNobodyHasYet() {
        Heard photo = Scene.withTheAssistant()
                .afterACitizenSent(Scene.media(MediaKind.MENTION, ""))
                .later(Duration.ofSeconds(2))
                .sends(PHOTO);

        assertThat(decide(photo).replies()).hasSize(1);
    }

    @Test
    void keepsThePlaceInTheQueue() {
        Decision decision = decide(Scene.inTheQueue().sends(PHOTO));

        assertThat(Scene.read(decision)).isEqualTo(List.of("Thank you. I have kept your photo.\n\nYou are number 2."));
        assertThat(decision.handover()).isNull();
    }

    @Test
    void leavesAPhotoWithWordsToTheOtherSteps() {
        assertThat(step.decide(Scene.withTheAssistant().sends(Scene.media(MediaKind.PHOTO, "my bin was not emptied"))))
                .isEmpty();
        assertThat(step.decide(Scene.withTheAssistant().says(""))).isEmpty();
    }

    private Decision decide(Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
