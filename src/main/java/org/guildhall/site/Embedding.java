package org.guildhall.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.platform.Council;
import org.guildhall.platform.PublicUrl;
import org.springframework.web.util.HtmlUtils;

/**
 * How to show an article on another page, in the words of https://oembed.com.
 *
 * @param html the frame to put there
 * @param cacheAge seconds
 */
record Embedding(
        String version,
        String type,
        String title,
        @JsonProperty("provider_name") String providerName,
        @JsonProperty("provider_url") String providerUrl,
        @JsonProperty("cache_age") int cacheAge,
        String html,
        int width,
        int height) {

    private static final int KEPT = 300;

    static Embedding of(ArticleVersion article, EmbedWish wish, PublicUrl publicUrl, Council council) {
        String title = article.article().title();
        String frame = "<iframe src=\"%s\" title=\"%s\" width=\"%d\" height=\"%d\" loading=\"lazy\"></iframe>"
                .formatted(
                        HtmlUtils.htmlEscape(
                                publicUrl.at("/embed/" + article.article().id()), "UTF-8"),
                        HtmlUtils.htmlEscape(title, "UTF-8"),
                        wish.width(),
                        wish.height());
        return new Embedding(
                "1.0", "rich", title, council.name(), publicUrl.at("/"), KEPT, frame, wish.width(), wish.height());
    }
}
