package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.conversation.Attachment;
import org.guildhall.conversation.FileType;
import org.guildhall.message.Content.MediaKind;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Whatever a citizen calls a file, and whichever part of it a browser asks for. */
class AttachmentFuzzTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final UUID CONVERSATION = new UUID(0, 1);
    private static final UUID FILE = new UUID(0, 2);
    private static final SignedIn ANNA =
            new SignedIn(new StaffMember(new UUID(0, 3), "anna", "Anna", Set.of(Role.STAFF), Set.of("waste")));

    /** More than one piece of what goes out at a time. */
    private static final byte[] BYTES = bytes(300_000);

    /** The file that Anna may see. */
    private static final AtomicReference<Attachment> KEPT =
            new AtomicReference<>(file("photo.jpg", FileType.JPEG, true));

    private static final WebHandler PAGES = RouterFunctions.toWebHandler(new AttachmentRoutes(desk(), looks()).pages());

    private static final Pattern PART = Pattern.compile("bytes (\\d+)-(\\d+)/" + BYTES.length);

    static Stream<byte[]> names() {
        return Stream.concat(
                Stream.of(
                                "photo.jpg",
                                "PHOTO.JPG",
                                "photo.jpg.exe",
                                "../../etc/passwd",
                                "..\\..\\boot.ini",
                                "C:\\photo.png",
                                "a\r\nSet-Cookie: a=b.jpg",
                                "a\"; filename=\"b.html",
                                "a; filename*=UTF-8''b.html",
                                "=?UTF-8?Q?=2Fa?=",
                                "%2e%2e%2fa",
                                ".htaccess",
                                "...",
                                "report\u202Egpj.exe",
                                "a\u2028b.pdf",
                                "／etc／passwd",
                                "≮b≯.png",
                                "llun o'r bin ŵ 🗑️.png",
                                "صورة.jpg",
                                " ",
                                "\u0000",
                                "")
                        .map(name -> name.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    static Stream<byte[]> ranges() {
        return Stream.of(
                        "bytes=0-0",
                        "bytes=1-4",
                        "bytes=0-",
                        "bytes=262143-262144",
                        "bytes=299999-",
                        "bytes=300000-",
                        "bytes=-1",
                        "bytes=-0",
                        "bytes=-999999999999",
                        "bytes=5-2",
                        "bytes=0-99999999999999999999",
                        "bytes=9223372036854775807-9223372036854775807",
                        "bytes=0-0,2-3",
                        "bytes=0-0," + "1-1,".repeat(200),
                        "bytes= 0 - 1 ",
                        "bytes=",
                        "bytes",
                        "items=0-1",
                        "bytes=a-b",
                        "")
                .map(range -> range.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("names")
    @FuzzTest(maxDuration = "60s")
    void noNameLeavesTheFolderItIsSavedIn(byte[] bytes) {
        for (String given : Seeds.texts(bytes)) {
            for (FileType type : FileType.values()) {
                String name = FileView.name(file(given, type, false), type);
                assertThat(name)
                        .isNotBlank()
                        .doesNotStartWith(".")
                        .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]");
                assertThat(type == FileType.OTHER
                                || name.toLowerCase(Locale.ROOT).endsWith("." + type.extension()))
                        .as("%s of %s", name, type)
                        .isTrue();

                FileView view = FileView.of(CONVERSATION, file(given, type, false));
                assertThat(view.path()).isEqualTo("/desk/conversations/" + CONVERSATION + "/attachments/" + FILE);
                assertThat(view.download()).contains(name).doesNotContainPattern("\\p{Cntrl}");
            }
        }
    }

    @MethodSource("names")
    @FuzzTest(maxDuration = "60s")
    void theNameInTheHeaderIsThatNameAndNothingElse(byte[] bytes) {
        for (String given : Seeds.texts(bytes)) {
            for (FileType type : new FileType[] {FileType.JPEG, FileType.OTHER}) {
                Attachment file = file(given, type, type == FileType.JPEG);
                String header = Objects.requireNonNull(
                        served(file, "bytes=0-0").getResponse().getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION));
                assertThat(header)
                        .matches("[ -~&&[^/\\\\]]+")
                        .startsWith(type == FileType.JPEG ? "inline; filename=" : "attachment; filename=");
                assertThat(ContentDisposition.parse(header).getFilename()).isEqualTo(FileView.name(file, type));
            }
        }
    }

    @MethodSource("ranges")
    @FuzzTest(maxDuration = "60s")
    void anyRangeIsServedAsItSaysOrTheWholeIs(byte[] bytes) {
        for (String range : Seeds.texts(bytes)) {
            MockServerWebExchange exchange = served(file("photo.jpg", FileType.JPEG, true), range);
            HttpHeaders headers = exchange.getResponse().getHeaders();
            byte[] body = body(exchange);
            assertThat(headers.getContentLength()).isEqualTo(body.length);

            String part = headers.getFirst(HttpHeaders.CONTENT_RANGE);
            int status = Objects.requireNonNull(exchange.getResponse().getStatusCode())
                    .value();
            if (part == null) {
                assertThat(status).isEqualTo(200);
                assertThat(body).isEqualTo(BYTES);
            } else {
                assertThat(status).isEqualTo(206);
                Matcher places = PART.matcher(part);
                assertThat(places.matches()).as(part).isTrue();
                int from = Integer.parseInt(places.group(1));
                int last = Integer.parseInt(places.group(2));
                assertThat(body).isEqualTo(Arrays.copyOfRange(BYTES, from, last + 1));
            }
        }
    }

    private static Attachment file(String name, FileType type, boolean picture) {
        return new Attachment(
                FILE,
                new UUID(0, 4),
                MediaKind.PHOTO,
                Attachment.State.FETCHED,
                type,
                picture,
                (long) BYTES.length,
                name,
                null);
    }

    private static MockServerWebExchange served(Attachment file, String range) {
        MockServerWebExchange exchange = MockServerWebExchange.builder(
                        MockServerHttpRequest.get(FileView.path(CONVERSATION, file))
                                .header(HttpHeaders.RANGE, range))
                .principal(ANNA)
                .build();
        KEPT.set(file);
        PAGES.handle(exchange).block(SOON);
        return exchange;
    }

    private static Desk desk() {
        Desk desk = mock(Desk.class, withSettings().stubOnly());
        when(desk.attachment(any(), any(), any())).thenAnswer(call -> Mono.just(KEPT.get()));
        when(desk.bytes(any(), anyLong(), anyInt())).thenAnswer(call -> {
            int from = Math.toIntExact(call.<Long>getArgument(1));
            int length = call.<Integer>getArgument(2);
            return Mono.just(Arrays.copyOfRange(BYTES, from, from + length));
        });
        return desk;
    }

    private static FileLooks looks() {
        FileLooks looks = mock(FileLooks.class, withSettings().stubOnly());
        when(looks.looked(any(), any(), any())).thenReturn(Mono.empty());
        return looks;
    }

    private static byte[] body(MockServerWebExchange exchange) {
        DataBuffer all = Objects.requireNonNull(
                DataBufferUtils.join(exchange.getResponse().getBody()).block(SOON));
        byte[] body = new byte[all.readableByteCount()];
        all.read(body);
        return body;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) (31 * at + at / 251);
        }
        return bytes;
    }
}
