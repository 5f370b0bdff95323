package org.guildhall.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.platform.Council;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.PublicUrl;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What the help centre's templates are given. */
@Component
final class HelpViews {

    private static final int ASKED_MOST = 6;
    private static final int OF_EACH_TOPIC = 6;

    private final Markdown markdown;
    private final LinkedData linked;
    private final PublicUrl publicUrl;
    private final Council council;

    HelpViews(Markdown markdown, LinkedData linked, PublicUrl publicUrl, Council council) {
        this.markdown = markdown;
        this.linked = linked;
        this.publicUrl = publicUrl;
        this.council = council;
    }

    /** A topic on the first page: its first articles, and how many more there are. */
    record Beginning(String team, String name, List<Topics.Entry> entries, int all, boolean more) {

        static Beginning of(Topics.Topic topic) {
            // One more line than a link to one more line.
            boolean cut = topic.entries().size() > OF_EACH_TOPIC + 1;
            return new Beginning(
                    topic.team(),
                    topic.name(),
                    topic.first(cut ? OF_EACH_TOPIC : OF_EACH_TOPIC + 1),
                    topic.entries().size(),
                    cut);
        }
    }

    /** The first page before anybody has asked anything; who did sets {@code q}, {@code answer} and {@code error}. */
    Map<String, Object> home(Catalogue catalogue, List<String> mostAsked) {
        Map<String, Object> model = new HashMap<>();
        model.put("q", "");
        model.put("answer", null);
        model.put("error", null);
        model.put(
                "asked", catalogue.entries(mostAsked).stream().limit(ASKED_MOST).toList());
        model.put("topics", catalogue.topics().stream().map(Beginning::of).toList());
        model.put(
                "languages",
                catalogue.otherLanguages().keySet().stream().map(Tongue::of).toList());
        model.put("address", publicUrl.at("/"));
        model.put("feed", publicUrl.at("/feed.atom"));
        model.put("linked", linked.home());
        return model;
    }

    /** The page of an article. */
    Map<String, Object> article(Catalogue catalogue, ArticleVersion version) {
        List<ArticleVersion> sideBySide = catalogue.sideBySide(version.article());
        String address = publicUrl.at(version.path());
        Map<String, Object> model = new HashMap<>();
        model.put("page", HelpPage.of(version, markdown));
        model.put("others", HelpPage.others(sideBySide, version.article().id()));
        model.put("site", publicUrl.at(""));
        model.put("address", address);
        model.put("councilName", council.name());
        model.put("modified", catalogue.dates(version.article().id()).latest().toString());
        model.put("oembed", publicUrl.at("/api/oembed?url=" + UriUtils.encode(address, "UTF-8")));
        Topics.Topic topic = catalogue.topic(version.article().team()).orElse(null);
        model.put("topic", topic);
        model.put(
                "linked",
                linked.article(version, catalogue.dates(version.article().id()), sideBySide, topic));
        return model;
    }

    /** All articles of a topic. */
    Map<String, Object> topic(Topics.Topic topic) {
        return list(topic.name(), Tongue.ENGLISH, topic.entries(), "/topics/" + topic.team());
    }

    /** All articles in a language. */
    Map<String, Object> language(String code, List<Topics.Entry> entries) {
        Tongue tongue = Tongue.of(code);
        return list(tongue.name(), tongue, entries, "/languages/" + code);
    }

    private Map<String, Object> list(String heading, Tongue tongue, List<Topics.Entry> entries, String path) {
        return Map.of("heading", heading, "tongue", tongue, "entries", entries, "address", publicUrl.at(path));
    }
}
