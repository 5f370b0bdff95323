package org.guildhall.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.HelpHouse;
import org.guildhall.knowledge.Helped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The help centre over HTTP: pages that are kept, answers for programs, and what was said for ever. */
class HelpCentreFlowTests extends HelpHouse {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WebTestClient web;

    /** Takes what comes as it comes, packed or not. */
    private WebTestClient bare;

    @Autowired
    private @Nullable Helped helped;

    @BeforeEach
    void connect() {
        web = WebTestClient.bindToServer()
                .baseUrl(server())
                .responseTimeout(SOON)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1024 * 1024))
                .build();
        bare = WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.create()))
                .baseUrl(server())
                .responseTimeout(SOON)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/help/missed-bin",
                "/help/missed-bin-ar",
                "/topics/waste",
                "/languages/cy",
                "/embed/missed-bin",
                "/accessibility",
                "/verify",
                "/feed.atom",
                "/sitemap.xml",
                "/robots.txt",
                "/.well-known/jwks.json",
                "/api/openapi.json"
            })
    void sendsAPageOnceAndThenOnlyThatItIsTheSame(String path) {
        // What is asked most may be counted anew just in between.
        await().atMost(SOON).untilAsserted(() -> {
            HttpHeaders first = headers(HttpMethod.GET, path, 200, Map.of());
            String etag = Objects.requireNonNull(first.getETag());
            assertThat(etag).matches("\"[0-9a-f]{16}\"");
            assertThat(first.getCacheControl()).contains("public");
            assertThat(first.getFirst(HttpHeaders.SET_COOKIE)).as("no cookie").isNull();
            assertThat(first.getFirst("Content-Security-Policy"))
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
            headers(HttpMethod.GET, path, 304, Map.of(HttpHeaders.IF_NONE_MATCH, etag));
            assertThat(headers(HttpMethod.HEAD, path, 200, Map.of()).getETag()).isEqualTo(etag);
        });
        headers(HttpMethod.GET, path, 200, Map.of(HttpHeaders.IF_NONE_MATCH, "\"0000000000000000\""));
        HttpHeaders packed = headers(HttpMethod.GET, path, 200, Map.of(HttpHeaders.ACCEPT_ENCODING, "gzip"));
        assertThat(packed.getETag()).matches("\"[0-9a-f]{16}-gzip\"");
        assertThat(packed.getFirst(HttpHeaders.CONTENT_ENCODING)).isEqualTo("gzip");
        assertThat(packed.getVary()).contains(HttpHeaders.ACCEPT_ENCODING);
    }

    @Test
    void tellsSearchEnginesWhatAnArticleIs() {
        String page = page("/help/missed-bin");
        assertThat(page)
                .contains(
                        "<link rel=\"canonical\" href=\"" + server() + "/help/missed-bin\">",
                        "href=\"" + server() + "/help/missed-bin-cy\" hreflang=\"cy\"",
                        "href=\"" + server() + "/help/missed-bin-ar\" hreflang=\"ar\"",
                        "<meta property=\"og:site_name\" content=\"Marlbridge Council\">",
                        "hreflang=\"x-default\" href=\"" + server() + "/help/missed-bin\"",
                        "<meta property=\"og:title\" content=\"Report a missed bin collection\">",
                        "<meta name=\"description\" content=\"If your bin was not emptied",
                        "application/json+oembed")
                .contains("We check this page again by 31 March 2027.", "Did this help?", "Talk to us");
        JsonNode graph = linked(page).get("@graph");
        assertThat(graph.get(0).get("@type").stringValue()).isEqualTo("Article");
        assertThat(graph.get(0).get("url").stringValue()).isEqualTo(server() + "/help/missed-bin");
        assertThat(graph.get(1).get("@type").stringValue()).isEqualTo("BreadcrumbList");
        assertThat(linked(page("/help/moving-home"))
                        .get("@graph")
                        .get(2)
                        .get("@type")
                        .stringValue())
                .isEqualTo("FAQPage");
        assertThat(linked(page("/")).get("@graph").get(0).get("@type").stringValue())
                .isEqualTo("WebSite");
    }

    @Test
    void showsAnArticleInItsLanguageAndDirection() {
        assertThat(page("/help/missed-bin-ar"))
                .contains("lang=\"ar\" dir=\"rtl\"", "هل ساعدك هذا؟", "English", "Cymraeg");
        assertThat(page("/help/missed-bin-cy")).contains("A wnaeth hyn helpu?", "Siaradwch â ni");
        assertThat(page("/languages/ar")).contains("الإبلاغ عن حاوية لم تُفرغ");
    }

    @Test
    void showsTopicsAndCutsLongOnes() {
        assertThat(page("/")).contains("/topics/waste", "All <span>8</span> pages", "/languages/cy", "feed.atom");
        assertThat(page("/topics/waste")).contains("Needles and medical waste", "Report a missed bin collection");
        status("/topics/moon", 404);
        status("/languages/fi", 404);
    }

    @Test
    void findsPagesWhileSomebodyTypes() {
        JsonNode found = json(get("/search/titles?q=mis bi", 200));
        assertThat(new Schema(openApi()).faults("/search/titles", 200, "application/json", found))
                .isEmpty();
        assertThat(found.get("pages").get(0).get("url").stringValue()).isEqualTo("/help/missed-bin");
        assertThat(json(get("/search/titles?q=", 200)).get("pages").isEmpty()).isTrue();
        assertThat(json(get("/search/titles", 200)).get("pages").isEmpty()).isTrue();
    }

    @Test
    void listsWhatIsAskedMost() {
        assertThat(page("/")).doesNotContain("Asked most at the moment");
        for (int i = 0; i < 3; i++) {
            chat("my bin was missed");
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(page("/")).contains("Asked most at the moment"));
        assertThat(page("/").split("Asked most at the moment")[1]).contains("/help/missed-bin");
    }

    @Test
    void countsWhetherAnArticleHelpedAndKnowsNobody() {
        EntityExchangeResult<byte[]> thanked = said("food-waste", "1", "yes", "192.0.2.1", null, 303);
        assertThat(thanked.getResponseHeaders().getLocation())
                .isEqualTo(URI.create("/help/food-waste?helped=yes#did-this-help"));
        assertThat(thanked.getResponseHeaders().getFirst(HttpHeaders.SET_COOKIE))
                .isNull();
        assertThat(page("/help/food-waste?helped=yes")).contains("Thank you. We are glad that it helped.");
        said("food-waste", "1", "no", "192.0.2.2", "same-origin", 303);
        assertThat(page("/help/food-waste?helped=no")).contains("We are sorry.");

        said("food-waste", "1", "yes", "192.0.2.3", "cross-site", 403);
        said("food-waste", "1", "perhaps", "192.0.2.3", null, 400);
        said("food-waste", "0", "yes", "192.0.2.3", null, 400);
        said("food-waste", "99", "yes", "192.0.2.3", null, 404);
        said("no-such-page", "1", "yes", "192.0.2.3", null, 404);
        for (int i = 0; i < 5; i++) {
            said("garden-waste", "1", "no", "192.0.2.4", null, 303);
        }
        assertThat(said("garden-waste", "1", "no", "192.0.2.4", null, 429)
                        .getResponseHeaders()
                        .getFirst(HttpHeaders.RETRY_AFTER))
                .isNotNull();

        assertThat(Objects.requireNonNull(helped).helpedLeast().block(SOON))
                .contains(
                        new Helped.Count("food-waste", 1, "Food waste", 1, 1),
                        new Helped.Count("garden-waste", 1, "Garden waste", 0, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "my bin was missed,answer",
        "tax,clarify",
        "how old is the moon,handover",
        "I smell gas,danger",
        "hello,smalltalk"
    })
    void answersAsItsDescriptionSays(String question, String outcome) {
        JsonNode answer = json(get("/api/answers?q=" + question, 200));
        assertThat(new Schema(openApi()).faults("/api/answers", 200, "application/json", answer))
                .isEmpty();
        assertThat(answer.get("outcome").stringValue()).isEqualTo(outcome);
    }

    @Test
    void answersInTheLanguageThatWasWishedFor() {
        JsonNode welsh = json(get("/api/answers?q=my bin&lang=cy", 200)).get("article");
        assertThat(welsh.get("id").stringValue()).isEqualTo("missed-bin-cy");
        assertThat(welsh.get("language").stringValue()).isEqualTo("cy");
        assertThat(json(get("/api/answers?q=my bin&lang=fi", 200))
                        .get("article")
                        .get("id")
                        .stringValue())
                .isEqualTo("missed-bin");
    }

    @ParameterizedTest
    @CsvSource({
        "'',q",
        "?q=,q",
        "?q=%20%09,q",
        "?lang=en,q",
        "?q=bin&lang=english!,lang",
        "?q=bin&lang=e,lang",
        "?Q=bin,q"
    })
    void saysWhatIsWrongWithAQuestion(String query, String field) {
        EntityExchangeResult<byte[]> refused = exact("/api/answers" + query, 400);
        assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode problem = json(refused);
        assertThat(new Schema(openApi()).faults("/api/answers", 400, "application/problem+json", problem))
                .isEmpty();
        assertThat(problem.get("field").stringValue()).isEqualTo(field);
    }

    @Test
    void refusesWhatIsNoQuestion() {
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
            EntityExchangeResult<byte[]> refused = web.method(method)
                    .uri("/api/answers?q=bin")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(405)
                    .expectBody()
                    .returnResult();
            assertThat(refused.getResponseHeaders().getFirst(HttpHeaders.ALLOW)).isEqualTo("GET, HEAD");
            assertThat(new Schema(openApi()).faults("/api/answers", 405, "application/problem+json", json(refused)))
                    .isEmpty();
        }
        assertThat(exact("/api/answers?q=%ff%00%fe", 200)).isNotNull();
    }

    @Test
    void keepsAnswersForAMomentAndSaysWhenNothingChanged() {
        HttpHeaders answer = headers(HttpMethod.GET, "/api/answers?q=hello", 200, Map.of());
        assertThat(answer.getCacheControl()).contains("private", "max-age=5");
        headers(
                HttpMethod.GET,
                "/api/answers?q=hello",
                304,
                Map.of(HttpHeaders.IF_NONE_MATCH, Objects.requireNonNull(answer.getETag())));
    }

    @Test
    void answersEachAddressSoOftenAndANetworkOf64BitsIsOne() {
        // One more comes back each second while this goes on.
        int answered = 0;
        while (answered < 180 && asked("2001:db8:7:7::" + Integer.toHexString(answered + 1)) == 200) {
            answered++;
        }
        assertThat(answered).isBetween(60, 120);
        EntityExchangeResult<byte[]> refused = refused("2001:db8:7:7:ffff::1");
        assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .matches("[1-9]\\d*");
        assertThat(new Schema(openApi()).faults("/api/answers", 429, "application/problem+json", json(refused)))
                .isEmpty();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(text(any("2001:db8:7:7::1", "/?q=bin"))).contains("You are asking faster"));
        from("2001:db8:7:8::1", "/api/answers?q=bin", 200);
        from("2001:db8:7:7::1", "/help/missed-bin", 200);
    }

    @Test
    void letsAllowedSitesCallFromTheirPages() {
        HttpHeaders neighbour =
                headers(HttpMethod.GET, "/api/answers?q=bin", 200, Map.of(HttpHeaders.ORIGIN, NEIGHBOUR));
        assertThat(neighbour.getAccessControlAllowOrigin()).isEqualTo(NEIGHBOUR);
        assertThat(neighbour.getAccessControlExposeHeaders()).contains(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER);
        headers(HttpMethod.GET, "/api/answers?q=bin", 403, Map.of(HttpHeaders.ORIGIN, "https://evil.example"));
        headers(HttpMethod.GET, "/api/oembed?url=x", 403, Map.of(HttpHeaders.ORIGIN, "https://evil.example"));
    }

    @Test
    void showsHowToEmbedAnArticle() {
        String url = server() + "/help/missed-bin";
        JsonNode embedding = json(get("/api/oembed?maxwidth=320&url=" + url, 200));
        assertThat(new Schema(openApi()).faults("/api/oembed", 200, "application/json", embedding))
                .isEmpty();
        assertThat(embedding.get("width").intValue()).isEqualTo(320);
        assertThat(embedding.get("html").stringValue()).contains("src=\"" + server() + "/embed/missed-bin\"");
        for (Map.Entry<String, Integer> wrong : Map.of(
                        "/api/oembed",
                        400,
                        "/api/oembed?url=https://evil.example/help/missed-bin",
                        404,
                        "/api/oembed?url=" + server() + "/help/no-such-page",
                        404,
                        "/api/oembed?format=xml&url=" + url,
                        501,
                        "/api/oembed?maxheight=0&url=" + url,
                        400)
                .entrySet()) {
            JsonNode problem = json(get(wrong.getKey(), wrong.getValue()));
            assertThat(new Schema(openApi())
                            .faults("/api/oembed", wrong.getValue(), "application/problem+json", problem))
                    .as(wrong.getKey())
                    .isEmpty();
        }
        assertThat(headers(HttpMethod.GET, "/embed/missed-bin", 200, Map.of()).getFirst("Content-Security-Policy"))
                .contains("frame-ancestors 'self' https://www.marlbridge.example " + NEIGHBOUR);
        assertThat(headers(HttpMethod.GET, "/help/missed-bin", 200, Map.of()).getFirst("Content-Security-Policy"))
                .contains("frame-ancestors 'none'");
    }

    @Test
    void keepsWhatWasSaidWhenSomethingElseIsSaid() throws Exception {
        JsonNode answer = json(get("/api/answers?q=my bin", 200));
        String permalink = answer.get("article").get("permalink").stringValue();
        String path = permalink.substring(server().length());
        assertThat(path).matches("/a/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(page(path))
                .contains(
                        "<span>Marlbridge Council</span> said this on",
                        "It is still what we say.",
                        "waste-services",
                        "<strong>not emptied</strong>");

        String shared = sharedLink("opening-hours");
        String before = read("opening-hours");
        write("opening-hours", before.replace("from 9am to 5pm", "from 8am to 8pm"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page("/help/opening-hours")).contains("from 8am to 8pm"));

        assertThat(page(shared))
                .contains(
                        "from 9am to 5pm",
                        "We say something else now. Version <span>2</span> took its place",
                        "/help/opening-hours")
                .doesNotContain("from 8am to 8pm");
        JsonNode proof = proven(shared + "/proof");
        assertThat(proof.get("version").intValue()).isEqualTo(1);
        assertThat(proof.get("article").stringValue()).isEqualTo("opening-hours");
        assertThat(proof.get("text").stringValue()).contains("from 9am to 5pm");
        assertThat(proof.get("link").stringValue()).isEqualTo(server() + shared);
        assertThat(proof.get("given").stringValue()).endsWith(":00Z");

        assertThat(verified(server() + shared)).contains("Yes, we said this", "We say something else now.");
        assertThat(verified("The tip is open from 9am to 5pm every day, also on bank holidays."))
                .contains("Yes, we said this", "We say something else now.");
        assertThat(verified("The tip is open from 8am to 8pm every day, also on bank holidays."))
                .contains("Yes, we said this", "It is still what we say.");
        assertThat(verified("The tip is open from 9am to 9pm every day, also on bank holidays. " + server() + shared))
                .contains("Something was changed", "from 9am to 5pm");
        assertThat(verified(text(get(shared + "/proof", 200)))).contains("Yes, we said this");

        String gone = sharedLink("old-news");
        remove("old-news");
        await().atMost(SOON)
                .until(() -> any("192.0.2.200", "/help/old-news").getStatus().value() == 404);
        assertThat(page(gone)).contains("Mill Lane is closed", "We have taken this page away since");
        assertThat(verified("Mill Lane is closed from Monday until the bridge is mended."))
                .contains("Yes, we said this", "We have taken it away since.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Crews work from 6am to 4pm. In snow they start later. | Yes, we said this",
                "Crews work from 6am to 4pm. In snow they start much later. | Something was changed",
                "Then report it (https://evil.example/pay). We come back within 2 working days. | a link in them is not",
                "Win a prize from your council, just send us your bank details today. | we cannot find that we said this",
                "Hello there | Please paste a little more",
                "AAAA-BBBB-CCCC-DDDD | We did not make this link",
                "eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2lnbmF0dXJl | The signature is not ours"
            })
    void saysWhetherWordsAreOurs(String asked, String said) {
        assertThat(verified(asked)).contains(said);
    }

    @Test
    void checksLinksAndKeepsToItsLimits() {
        assertThat(verified(server() + "/help/missed-bin")).contains("This is one of our pages");
        String shared = sharedLink("missed-bin");
        assertThat(page("/verify?link=" + server() + shared)).contains("Yes, we said this");
        assertThat(verified("You must pay fifty pounds at once, see " + server() + shared))
                .contains("The link is ours, the words beside it are not");
        String wrong = shared.substring(0, shared.length() - 1) + (shared.endsWith("A") ? "B" : "A");
        status(wrong, 404);
        status(wrong + "/proof", 404);
        status("/a/nonsense", 404);
        assertThat(verified("", 400)).contains("Paste a link or words first.");
        assertThat(verified("x".repeat(20_001), 400)).contains("more than 20,000 characters");
    }

    @Test
    void tellsWhatIsThereAndWhatIsNew() {
        assertThat(text(get("/robots.txt", 200))).contains("Disallow: /desk", "Sitemap: " + server() + "/sitemap.xml");
        assertThat(text(get("/sitemap.xml", 200)))
                .contains("<loc>" + server() + "/help/missed-bin-ar</loc>", "hreflang=\"cy\"")
                .doesNotContain("/help/greeting");
        assertThat(text(get("/feed.atom", 200)))
                .contains("<title>Report a missed bin collection</title>", "xml:lang=\"ar\"");
    }

    @Test
    void statesHowAccessibleItIsInTheCouncilsName() {
        assertThat(page("/accessibility"))
                .contains(
                        "Accessibility statement for",
                        "Marlbridge Council",
                        "access@marlbridge.example",
                        "01632 960 123",
                        "version 2.2",
                        "partially compliant",
                        "The map of polling stations cannot be used with a keyboard.",
                        "30 November 2026");
    }

    private String sharedLink(String article) {
        Matcher link = Pattern.compile("value=\"" + Pattern.quote(server()) + "(/a/[0-9A-Z-]+)\"")
                .matcher(page("/help/" + article + "/share"));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    /** What a proof says, checked with the published key and the JDK's own Ed25519. */
    private JsonNode proven(String path) throws Exception {
        String[] parts = text(get(path, 200)).split("\\.");
        JsonNode key = json(get("/.well-known/jwks.json", 200)).get("keys").get(0);
        assertThat(new Schema(openApi())
                        .faults(
                                "/.well-known/jwks.json",
                                200,
                                "application/json",
                                json(get("/.well-known/jwks.json", 200))))
                .isEmpty();
        String encoded = "302a300506032b6570032100"
                + HexFormat.of()
                        .formatHex(Base64.getUrlDecoder().decode(key.get("x").stringValue()));
        Signature theirs = Signature.getInstance("Ed25519");
        theirs.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded))));
        theirs.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(theirs.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    }

    private String verified(String asked) {
        return verified(asked, 200);
    }

    private String verified(String asked, int status) {
        return Objects.requireNonNull(web.post()
                .uri("/verify")
                .header("X-Forwarded-For", "198.51.100." + (1 + Math.floorMod(asked.hashCode(), 250)))
                .accept(MediaType.TEXT_HTML)
                .body(BodyInserters.fromFormData("asked", asked))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private EntityExchangeResult<byte[]> said(
            String article, String version, String helped, String from, @Nullable String site, int status) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        fields.add("version", version);
        fields.add("helped", helped);
        return web.post()
                .uri("/help/" + article + "/helped")
                .headers(headers -> {
                    headers.set("X-Forwarded-For", from);
                    if (site != null) {
                        headers.set("Sec-Fetch-Site", site);
                    }
                })
                .body(BodyInserters.fromFormData(fields))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult();
    }

    /** A conversation in which one question is asked and answered. */
    private void chat(String words) {
        JsonNode session = json(web.post()
                .uri("/api/chat/sessions")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .returnResult());
        web.post()
                .uri("/api/chat/messages")
                .header(
                        HttpHeaders.AUTHORIZATION,
                        "Bearer " + session.get("token").stringValue())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("id", UUID.randomUUID().toString(), "text", words))
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    private JsonNode openApi() {
        return json(get("/api/openapi.json", 200));
    }

    private static JsonNode linked(String page) {
        Matcher data = Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(data.find()).isTrue();
        return JSON.readTree(data.group(1));
    }

    private String page(String path) {
        return text(get(path, 200));
    }

    private void status(String path, int status) {
        get(path, status);
    }

    private EntityExchangeResult<byte[]> get(String path, int status) {
        return from("192.0.2.200", path, status);
    }

    private int asked(String address) {
        return any(address, "/api/answers?q=bin").getStatus().value();
    }

    private EntityExchangeResult<byte[]> refused(String address) {
        for (int i = 0; i < 5; i++) {
            EntityExchangeResult<byte[]> one = any(address, "/api/answers?q=bin");
            if (one.getStatus().value() == 429) {
                return one;
            }
        }
        throw new AssertionError("answered without end");
    }

    private EntityExchangeResult<byte[]> any(String address, String path) {
        return web.get()
                .uri(path)
                .header("X-Forwarded-For", address)
                .exchange()
                .expectBody()
                .returnResult();
    }

    /** As it stands, with whatever is wrong in it. */
    private EntityExchangeResult<byte[]> exact(String path, int status) {
        return fetched(URI.create(server() + path), "192.0.2.201", status);
    }

    private EntityExchangeResult<byte[]> from(String address, String path, int status) {
        URI uri = UriComponentsBuilder.fromUriString(server() + path)
                .encode()
                .build()
                .toUri();
        return fetched(uri, address, status);
    }

    private EntityExchangeResult<byte[]> fetched(URI uri, String address, int status) {
        return web.get()
                .uri(uri)
                .header("X-Forwarded-For", address)
                .accept(MediaType.TEXT_HTML, MediaType.ALL)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult();
    }

    private HttpHeaders headers(HttpMethod method, String path, int status, Map<String, String> sent) {
        return bare.method(method)
                .uri(path)
                .headers(headers -> sent.forEach(headers::set))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseHeaders();
    }

    private static JsonNode json(EntityExchangeResult<byte[]> result) {
        return JSON.readTree(Objects.requireNonNull(result.getResponseBody()));
    }

    private static String text(EntityExchangeResult<byte[]> result) {
        byte[] body = result.getResponseBody();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
