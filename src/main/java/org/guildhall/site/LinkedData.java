package org.guildhall.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.knowledge.Article;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Versions;
import org.guildhall.platform.Council;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page says to search engines in the words of https://schema.org, and only what is so: an article is an article, not
 * the service it tells about, and questions with answers it is only where its headings are questions. It stands in the page
 * as data, which browsers neither run nor refuse under our content security policy.
 */
@Component
final class LinkedData {

    private final Council council;
    private final PublicUrl publicUrl;
    private final JsonMapper json;

    LinkedData(Council council, PublicUrl publicUrl, JsonMapper json) {
        this.council = council;
        this.publicUrl = publicUrl;
        this.json = json;
    }

    /** For the first page: whose site it is, and how to search it. */
    String home() {
        Map<String, Object> site = thing("WebSite");
        site.put("@id", publicUrl.at("/"));
        site.put("url", publicUrl.at("/"));
        site.put("name", council.name());
        site.put("publisher", publisher());
        Map<String, Object> search = thing("SearchAction");
        search.put("target", Map.of("@type", "EntryPoint", "urlTemplate", publicUrl.at("/?q={question}")));
        search.put("query-input", "required name=question");
        site.put("potentialAction", search);
        return written(List.of(site));
    }

    /**
     * For the page of an article.
     *
     * @param sideBySide the article in each language, itself among them
     * @param topic where it is listed, or null when it stands in no list
     */
    String article(
            ArticleVersion version,
            Versions.Dates dates,
            List<ArticleVersion> sideBySide,
            Topics.@Nullable Topic topic) {
        Article article = version.article();
        String address = publicUrl.at(version.path());
        Map<String, Object> page = thing("Article");
        page.put("@id", address);
        page.put("url", address);
        page.put("headline", article.title());
        page.put("inLanguage", article.language());
        page.put("datePublished", dates.first().toString());
        page.put("dateModified", dates.latest().toString());
        page.put("version", version.version());
        page.put("isAccessibleForFree", true);
        page.put("publisher", publisher());
        if (article.translationOf() != null) {
            page.put("translationOfWork", Map.of("@id", publicUrl.at("/help/" + article.translationOf())));
        } else if (sideBySide.size() > 1) {
            page.put(
                    "workTranslation",
                    sideBySide.stream()
                            .filter(other -> other.article().translationOf() != null)
                            .map(other -> Map.of("@id", publicUrl.at(other.path())))
                            .toList());
        }
        List<Map<String, Object>> all = new ArrayList<>(List.of(page));
        if (topic != null) {
            all.add(way(article, address, topic));
        }
        questions(article).ifPresent(all::add);
        return written(all);
    }

    private Map<String, Object> way(Article article, String address, Topics.Topic topic) {
        Map<String, Object> way = thing("BreadcrumbList");
        way.put(
                "itemListElement",
                List.of(
                        step(1, council.name(), publicUrl.at("/")),
                        step(2, topic.name(), publicUrl.at("/topics/" + topic.team())),
                        step(3, article.title(), address)));
        return way;
    }

    private static Map<String, Object> step(int place, String name, String address) {
        Map<String, Object> step = thing("ListItem");
        step.put("position", place);
        step.put("name", name);
        step.put("item", address);
        return step;
    }

    /** Questions and answers, when every section's heading is a question. */
    private static Optional<Map<String, Object>> questions(Article article) {
        List<Article.Section> sections = article.sections().stream().skip(1).toList();
        boolean asks = !sections.isEmpty()
                && sections.stream()
                        .allMatch(section -> section.heading() != null
                                && section.heading().strip().matches(".*[?？؟]"));
        if (!asks) {
            return Optional.empty();
        }
        Map<String, Object> page = thing("FAQPage");
        page.put("mainEntity", sections.stream().map(LinkedData::question).toList());
        return Optional.of(page);
    }

    private static Map<String, Object> question(Article.Section section) {
        Map<String, Object> question = thing("Question");
        question.put("name", String.valueOf(section.heading()));
        question.put("acceptedAnswer", Map.of("@type", "Answer", "text", section.words()));
        return question;
    }

    private Map<String, Object> publisher() {
        Map<String, Object> publisher = thing("GovernmentOrganization");
        publisher.put("name", council.name());
        publisher.put("url", council.website());
        publisher.put("telephone", council.phone());
        return publisher;
    }

    private static Map<String, Object> thing(String type) {
        Map<String, Object> thing = new LinkedHashMap<>();
        thing.put("@type", type);
        return thing;
    }

    /** Nothing in it can end the element it stands in. */
    private String written(List<Map<String, Object>> things) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("@context", "https://schema.org");
        all.put("@graph", things);
        return json.writeValueAsString(all).replace("<", "\\u003c");
    }
}
