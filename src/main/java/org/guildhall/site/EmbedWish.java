package org.guildhall.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Sentences;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * How somebody wants to show one of our pages.
 *
 * @param url the page's address as they wrote it
 * @param width at most, in pixels, from 1
 * @param height likewise
 */
record EmbedWish(String url, int width, int height) {

    /** As wide as is good to read. */
    static final int WIDTH = 640;

    /** As much as most answers need; the frame scrolls. */
    static final int HEIGHT = 480;

    private static final Pattern ARTICLE = Pattern.compile("/(?:help|embed)/([A-Za-z0-9][A-Za-z0-9_-]{0,99})/?");
    private static final Sentences WORDS = Sentences.in("messages/site");

    /**
     * Reads the parameters of https://oembed.com.
     *
     * @throws Problem naming the one to put right; 501 for a format that we do not speak, as oEmbed has it
     */
    static EmbedWish of(ServerRequest request) {
        String url = request.queryParam("url").orElse("").strip();
        if (url.isEmpty()) {
            throw new Problem(HttpStatus.BAD_REQUEST, WORDS.say("oembed.url")).naming("url");
        }
        if (!request.queryParam("format").orElse("json").equals("json")) {
            throw new Problem(HttpStatus.NOT_IMPLEMENTED, WORDS.say("oembed.format")).naming("format");
        }
        return new EmbedWish(url, most(request, "maxwidth", WIDTH), most(request, "maxheight", HEIGHT));
    }

    private static int most(ServerRequest request, String parameter, int ours) {
        String most = request.queryParam(parameter).orElse("");
        if (most.isEmpty()) {
            return ours;
        }
        if (!most.matches("[1-9]\\d{0,5}")) {
            throw new Problem(HttpStatus.BAD_REQUEST, WORDS.say("oembed.size")).naming(parameter);
        }
        return Math.min(ours, Integer.parseInt(most));
    }

    /** The id of the article it is the page of; empty when it is no such page of ours. */
    Optional<String> article(PublicUrl ours) {
        try {
            URI address = new URI(url);
            String here = ours.publicUrl().getRawAuthority();
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (!web || here == null || !here.equalsIgnoreCase(address.getRawAuthority())) {
                return Optional.empty();
            }
            String below = ours.at("").substring(ours.origin().length());
            String path = address.getRawPath();
            if (!path.startsWith(below)) {
                return Optional.empty();
            }
            Matcher article = ARTICLE.matcher(path.substring(below.length()));
            return article.matches() ? Optional.of(article.group(1)) : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
