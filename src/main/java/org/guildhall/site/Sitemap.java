package org.guildhall.site;

import java.util.List;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.platform.PublicUrl;

/** Every page that search engines should know, with its languages side by side: https://www.sitemaps.org/protocol.html */
record Sitemap(PublicUrl publicUrl) {

    /** As many as one file may name. */
    private static final int MOST = 50_000;

    String of(Catalogue catalogue) {
        StringBuilder map = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
                """);
        for (String path : List.of("/", "/chat", "/verify", "/accessibility")) {
            map.append("  <url><loc>").append(address(path)).append("</loc></url>\n");
        }
        catalogue
                .topics()
                .forEach(topic -> map.append("  <url><loc>")
                        .append(address("/topics/" + topic.team()))
                        .append("</loc></url>\n"));
        catalogue.articles().stream().limit(MOST - 1_000).forEach(version -> map.append(page(catalogue, version)));
        return map.append("</urlset>\n").toString();
    }

    private String page(Catalogue catalogue, ArticleVersion version) {
        StringBuilder page = new StringBuilder("  <url>\n    <loc>")
                .append(address(version.path()))
                .append("</loc>\n    <lastmod>")
                .append(catalogue.dates(version.article().id()).latest())
                .append("</lastmod>\n");
        List<ArticleVersion> sideBySide = catalogue.sideBySide(version.article());
        if (sideBySide.size() > 1) {
            sideBySide.forEach(other -> page.append("    <xhtml:link rel=\"alternate\" hreflang=\"")
                    .append(Xml.text(other.article().language()))
                    .append("\" href=\"")
                    .append(address(other.path()))
                    .append("\"/>\n"));
        }
        return page.append("  </url>\n").toString();
    }

    private String address(String path) {
        return Xml.text(publicUrl.at(path));
    }
}
