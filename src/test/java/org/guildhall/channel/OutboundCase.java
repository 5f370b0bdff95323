package org.guildhall.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.message.Content;
import org.guildhall.message.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reply, and the calls of a messenger's API that say it: one file each. So that nobody has to read thousands of letters, in
 * the file {@code <3 x Yes. >} stands for {@code Yes. Yes. Yes. }.
 *
 * @param name the file's
 * @param content what is said
 * @param source the article it quotes, or null
 * @param calls path and body of each call, in order
 */
record OutboundCase(String name, Content content, @Nullable Source source, List<JsonNode> calls) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final Pattern REPEATED = Pattern.compile("<([0-9]+) x ([^<>]+)>");

    /** Those in a folder below {@code src/test/resources/channel}. */
    static List<OutboundCase> in(String folder) {
        return Posts.names(folder).stream()
                .map(name -> of(name, new String(Posts.body(folder, name), StandardCharsets.UTF_8)))
                .toList();
    }

    private static OutboundCase of(String name, String file) {
        JsonNode tree = JSON.readTree(REPEATED.matcher(file).replaceAll(OutboundCase::repeated));
        JsonNode source = tree.path("source");
        return new OutboundCase(
                name,
                JSON.treeToValue(tree.path("reply"), Content.class),
                source.isMissingNode() ? null : JSON.treeToValue(source, Source.class),
                tree.path("calls").valueStream().toList());
    }

    private static String repeated(MatchResult found) {
        return Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1))));
    }
}
