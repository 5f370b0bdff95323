package org.guildhall.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/**
 * The style sheets, scripts and pictures of the pages, read once at start-up and kept in memory: ours from {@code
 * static/assets}, and GOV.UK's and the Ministry of Justice's without the typeface that only GOV.UK may use.
 */
@Component
public final class Assets {

    private static final String OURS = "classpath*:/static/assets/*.*";
    private static final String WEBJARS = "classpath*:/META-INF/resources/webjars/";
    private static final Map<String, String> THEIRS = Map.of(
            "govuk-frontend.css", WEBJARS + "govuk-frontend/*/dist/govuk/govuk-frontend.min.css",
            "govuk-frontend.js", WEBJARS + "govuk-frontend/*/dist/govuk/govuk-frontend.min.js",
            "moj-frontend.css", WEBJARS + "ministryofjustice__frontend/*/moj/moj-frontend.min.css",
            "moj-frontend.js", WEBJARS + "ministryofjustice__frontend/*/moj/moj-frontend.min.js",
            "htmx.js", WEBJARS + "htmx.org/*/dist/htmx.min.js",
            "htmx-ext-sse.js", WEBJARS + "htmx-ext-sse/*/sse.js");

    private final Map<String, Asset> assets = new TreeMap<>();

    Assets() {
        this(new PathMatchingResourcePatternResolver());
    }

    private Assets(PathMatchingResourcePatternResolver files) {
        try {
            for (Resource file : files.getResources(OURS)) {
                add(java.util.Objects.requireNonNull(file.getFilename()), file);
            }
            for (Map.Entry<String, String> theirs : THEIRS.entrySet()) {
                for (Resource file : files.getResources(theirs.getValue())) {
                    add(theirs.getKey(), file);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The style sheets in the jar cannot be read", broken);
        }
    }

    private void add(String name, Resource file) throws IOException {
        byte[] bytes = file.getContentAsByteArray();
        if (name.endsWith(".css")) {
            bytes = withoutGovukTypeface(new String(bytes, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }
        assets.put(name, made(name, bytes));
    }

    /** An asset that a room has made itself, to be sent like those that are files. */
    public static Asset made(String name, byte[] bytes) {
        MediaType type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
        return Asset.of(name, type, bytes);
    }

    /** GDS Transport and the crest are for services on GOV.UK only; everybody else uses Arial. */
    private static String withoutGovukTypeface(String css) {
        return css.replaceAll("@font-face\\s*\\{[^}]*GDS Transport[^}]*}", "")
                .replaceAll("(?i)[\"']?GDS Transport[\"']?,\\s*", "")
                .replaceAll("/\\*# sourceMappingURL=.*?\\*/", "");
    }

    /** The asset of that name. */
    public Optional<Asset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /**
     * Its address with the hash of its content.
     *
     * @throws IllegalArgumentException when there is none, which a test of the page notices
     */
    String url(String name) {
        Asset asset = find(name).orElseThrow(() -> new IllegalArgumentException("No asset " + name));
        return "/assets/" + name + "?v=" + asset.hash();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Nothing is written but memory", impossible);
        }
        return packed.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /**
     * One file.
     *
     * @param gzipped the same, packed once instead of for every visitor
     * @param hash of the content, 16 hexadecimal digits
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody; holds what is sent
    public record Asset(String name, MediaType type, byte[] bytes, byte[] gzipped, String hash) {

        /** Made of its content, which may as well be a page that was just rendered. */
        public static Asset of(String name, MediaType type, byte[] bytes) {
            return new Asset(name, type, bytes, gzip(bytes), Assets.hash(bytes));
        }
    }
}
