package org.guildhall.channel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guildhall.conversation.DeadLetter;
import org.guildhall.conversation.Replays;
import org.guildhall.conversation.Replays.Kept;
import org.guildhall.message.Inbound;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;

/**
 * Reads again, through its channel, what nobody could read when it came and staff want tried once more. What is in it
 * goes the way of every message, so nothing of it counts twice. Bodies of a messenger that is not switched on wait.
 */
@Component
final class SecondReading {

    private static final int LONGEST_COMMIT_SECONDS = 10;

    private final Channels channels;
    private final Intake intake;
    private final Replays replays;

    SecondReading(Channels channels, Intake intake, Replays replays) {
        this.channels = channels;
        this.intake = intake;
        this.replays = replays;
    }

    /**
     * Reads one body that staff asked for; blocks.
     *
     * @return whether there was one
     */
    boolean workOnOne() {
        Optional<Kept> kept = replays.take(channels.accounts());
        kept.ifPresent(letter -> channels.named(letter.call().channel()).ifPresent(channel -> again(channel, letter)));
        return kept.isPresent();
    }

    private void again(Channel channel, Kept kept) {
        Intake.Read read = intake.read(channel, webhook(kept));
        List<Inbound> unheard = replays.unheard(read.events());
        Intake.Taken taken = now(intake.accept(channel, unheard));
        String trouble = read.trouble() == null ? taken.trouble() : read.trouble();
        if (trouble == null) {
            replays.replayed(kept, outcome(read, taken));
        } else {
            replays.failed(kept, trouble);
        }
    }

    private static DeadLetter.Outcome outcome(Intake.Read read, Intake.Taken taken) {
        if (read.events().isEmpty()) {
            return DeadLetter.Outcome.NOTHING;
        }
        return taken.outcome() == Intake.Outcome.ACCEPTED ? DeadLetter.Outcome.TAKEN : DeadLetter.Outcome.KNOWN;
    }

    private static Webhook webhook(Kept kept) {
        HttpHeaders headers = new HttpHeaders();
        String type = kept.call().contentType();
        if (type != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, type);
        }
        return new Webhook(
                HttpMethod.valueOf(kept.call().method()),
                kept.call().path(),
                headers,
                new LinkedMultiValueMap<>(),
                kept.call().body());
    }

    /** The letter stays taken for half a minute when this fails, and is taken again after that. */
    private static <T> T now(Mono<T> work) {
        try {
            return work.toFuture().get(LONGEST_COMMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException trouble) {
            throw new IllegalStateException("What was read again could not be committed", trouble);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while it waited for a commit", stopped);
        }
    }
}
