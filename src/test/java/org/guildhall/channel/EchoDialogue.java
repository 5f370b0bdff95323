package org.guildhall.channel;

import java.util.List;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Dialogue;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Instead of the assistant, for messengers' flow tests: repeats what was said or chosen, and offers two choices. */
@TestConfiguration
public class EchoDialogue {

    @Bean
    @Primary
    Dialogue echo() {
        return turn -> {
            String choice = turn.message().choice();
            String words = choice == null ? "You said: " + turn.message().text() : "You chose: " + choice;
            Content content =
                    new Content.Choices(words, List.of(new Choice("stop", "Stop"), new Choice("again", "Again")));
            return new Decision(
                    "answered", turn.memory(), List.of(new Decision.Reply(content, null)), null, null, 0.9, List.of());
        };
    }
}
