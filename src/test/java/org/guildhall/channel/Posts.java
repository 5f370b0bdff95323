package org.guildhall.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

/** What messengers post: the files below {@code src/test/resources/channel/<name>}, and calls with them. */
public final class Posts {

    private static final String ENDING = ".json";

    private Posts() {}

    /** The body in a messenger's file, named without its ending. */
    public static byte[] body(String channel, String name) {
        try {
            return Files.readAllBytes(folder(channel).resolve(name + ENDING));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The names of all a messenger's files. */
    public static List<String> names(String channel) {
        try (Stream<Path> files = Files.list(folder(channel))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
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
}
