package org.guildhall.channel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Outbound;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another implementation was told to send and what it sent, read where it lies beside the project.
 *
 * @param sample as it was collected
 */
public record OutboundSample(JsonNode sample) {

    private static final Path SAMPLES = Path.of("../shared/channels/outbound.jsonl");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those of a messenger that were sent anywhere, numbered; the test is skipped where nothing was collected. */
    public static List<OutboundSample> of(String channel) throws IOException {
        assumeTrue(Files.exists(SAMPLES), "No collected messages beside the project");
        try (Stream<String> lines = Files.lines(SAMPLES)) {
            return lines.map(JSON::readTree)
                    .filter(sample -> sample.path("channel").stringValue("").equals(channel))
                    .filter(sample -> !sample.path("mock").isEmpty())
                    .map(OutboundSample::new)
                    .toList();
        }
    }

    /** What it is called. */
    public String label() {
        return sample.path("label").stringValue("");
    }

    /** The status of an answer of the messenger's. */
    public int status(int nth) {
        return sample.path("mock").path(nth).path("status").asInt(200);
    }

    /** The body of that answer. */
    public String answer(int nth) {
        return sample.path("mock").path(nth).path("body").stringValue("");
    }

    /** How the other one classed the end; empty when all went well. */
    public String error() {
        return sample.path("expected_error").asString("");
    }

    /** The other one's bodies. */
    public List<JsonNode> bodies() {
        return sample.path("expected_bodies")
                .valueStream()
                .map(body -> JSON.readTree(body.stringValue()))
                .toList();
    }

    /** The other one's forms, as they stand in its tests. */
    public String forms() {
        return sample.path("expected_forms").toString();
    }

    /** Its words; empty when there are none. */
    public String text() {
        return sample.path("text").asString("");
    }

    /** The address of its file; empty when it has none. */
    public String file() {
        String first = sample.path("attachments").path(0).asString("");
        return first.isEmpty() ? "" : first.replace("\"", "").replaceFirst("^[^:]*:", "");
    }

    /** The titles of what can be tapped; empty where any of it is of a kind that we do not offer. */
    public List<String> titles() {
        List<JsonNode> replies = sample.path("quick_replies").valueStream().toList();
        return replies.stream().allMatch(reply -> reply.path(0).stringValue("").equals("text"))
                ? replies.stream().map(reply -> reply.path(1).stringValue("")).toList()
                : List.of();
    }

    /** Whether what it says can be said in our words: text, buttons with titles, or one file. */
    public boolean ours() {
        boolean plain = titles().size() == sample.path("quick_replies").size();
        boolean one = file().isEmpty()
                || titles().isEmpty() && sample.path("attachments").size() == 1;
        return plain && one && !file().endsWith(".foo") && !sample.toString().contains("notification_messages_token");
    }

    /** The same in our words. */
    public Outbound reply(Address to, Outbound.Speaker speaker) {
        List<String> titles = titles();
        List<Choice> options = IntStream.range(0, titles.size())
                .mapToObj(i -> new Choice(titles.get(i), titles.get(i)))
                .toList();
        Content content = file().isEmpty()
                ? options.isEmpty() ? new Content.Text(text()) : new Content.Choices(text(), options)
                : new Content.Media(kind(), new Handle(Handle.LINK, file()), text(), null, null, null);
        return new Outbound(UUID.randomUUID(), to, content, null, speaker);
    }

    private MediaKind kind() {
        String type = sample.path("attachments").path(0).asString("").replace("\"", "");
        return switch (type.replaceFirst("[/:].*", "")) {
            case "image" -> MediaKind.PHOTO;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            default -> MediaKind.DOCUMENT;
        };
    }
}
