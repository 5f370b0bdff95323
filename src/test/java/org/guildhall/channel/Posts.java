package org.guildhall.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What messengers post: the files in {@code src/test/resources/channel/<name>}, and calls with them. */
public final class Posts {

    /** JSON or a form, as the messenger posts it. */
    private static final List<String> ENDINGS = List.of(".json", ".form");

    /** Beside them: what each of them says. */
    private static final String EXPECTED = "expected.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Posts() {}

    /** The body in a messenger's file, named without its ending. */
    public static byte[] body(String channel, String name) {
        return ENDINGS.stream()
                .map(ending -> folder(channel).resolve(name + ending))
                .filter(Files::exists)
                .findFirst()
                .map(Posts::bytes)
                .orElseThrow(() -> new IllegalArgumentException("no file " + name + " in " + folder(channel)));
    }

    /** The names of all a messenger's files. */
    public static List<String> names(String channel) {
        try (Stream<Path> files = Files.list(folder(channel))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals(EXPECTED))
                    .flatMap(file -> ENDINGS.stream()
                            .filter(file::endsWith)
                            .map(ending -> file.substring(0, file.length() - ending.length())))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What each of a messenger's files says, by the file's name, in the words of {@link Told}. */
    static Map<String, List<JsonNode>> expected(String channel) {
        Map<String, List<JsonNode>> expected = new TreeMap<>();
        JSON.readTree(bytes(folder(channel).resolve(EXPECTED)))
                .properties()
                .forEach(file -> expected.put(
                        file.getKey(), file.getValue().valueStream().toList()));
        return expected;
    }

    /** Where they are. */
    public static Path folder(String channel) {
        return Path.of("src/test/resources/channel", channel);
    }

    /** A POST with these headers. */
    public static Webhook post(byte[] body, Map<String, String> headers) {
        HttpHeaders all = new HttpHeaders();
        headers.forEach(all::set);
        return new Webhook(HttpMethod.POST, "", all, new LinkedMultiValueMap<>(), body);
    }

    /** A GET with this query. */
    public static Webhook get(Map<String, String> query) {
        LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        query.forEach(parameters::add);
        return new Webhook(HttpMethod.GET, "", new HttpHeaders(), parameters, new byte[0]);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
