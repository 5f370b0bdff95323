package org.guildhall.site;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.guildhall.knowledge.Article;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Versions;
import org.guildhall.platform.Council;
import org.guildhall.platform.PublicUrl;

/** New and changed answers as an Atom feed (RFC 4287), the latest first. */
record Feed(PublicUrl publicUrl, Council council) {

    private static final int LATEST = 50;

    String of(Catalogue catalogue) {
        List<ArticleVersion> latest = catalogue.articles().stream()
                .sorted(Comparator.<ArticleVersion, Instant>comparing(version -> changed(catalogue, version))
                        .reversed()
                        .thenComparing(version -> version.article().id()))
                .limit(LATEST)
                .toList();
        Instant updated = latest.isEmpty() ? Instant.EPOCH : changed(catalogue, latest.getFirst());
        StringBuilder feed = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
                  <id>%s</id>
                  <title>%s: new and changed answers</title>
                  <updated>%s</updated>
                  <author><name>%s</name><uri>%s</uri></author>
                  <link rel="self" type="application/atom+xml" href="%s"/>
                  <link rel="alternate" type="text/html" href="%s"/>
                """.formatted(
                        address("/feed.atom"),
                        Xml.text(council.name()),
                        updated,
                        Xml.text(council.name()),
                        Xml.text(council.website()),
                        address("/feed.atom"),
                        address("/")));
        latest.forEach(version ->
                feed.append(entry(version, catalogue.dates(version.article().id()))));
        return feed.append("</feed>\n").toString();
    }

    private static Instant changed(Catalogue catalogue, ArticleVersion version) {
        return catalogue.dates(version.article().id()).latest();
    }

    private String entry(ArticleVersion version, Versions.Dates dates) {
        Article article = version.article();
        return """
                  <entry xml:lang="%s">
                    <id>%s</id>
                    <title>%s</title>
                    <published>%s</published>
                    <updated>%s</updated>
                    <link rel="alternate" type="text/html" hreflang="%s" href="%s"/>
                    <category term="%s"/>
                    <summary>%s</summary>
                  </entry>
                """.formatted(
                        Xml.text(article.language()),
                        address(version.path()),
                        Xml.text(article.title()),
                        dates.first(),
                        dates.latest(),
                        Xml.text(article.language()),
                        address(version.path()),
                        Xml.text(article.team()),
                        Xml.text(article.shortAnswer().words()));
    }

    private String address(String path) {
        return Xml.text(publicUrl.at(path));
    }
}
