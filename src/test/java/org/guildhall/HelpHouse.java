package org.guildhall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Articles;
import org.guildhall.platform.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * The whole application where its links lead back to it, with articles in several languages that a test may change while it
 * runs, and behind a proxy on this machine, so that a test may come from any address.
 */
@SpringBootTest(
        classes = Guildhall.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.data=target/help-house/data",
            "guildhall.knowledge-base=target/help-house/articles",
            "guildhall.trusted-proxies=127.0.0.1,::1",
            "guildhall.allowed-origins=https://www.marlbridge.example," + HelpHouse.NEIGHBOUR,
            "guildhall.accessibility.email=access@marlbridge.example",
            "guildhall.accessibility.problems=The map of polling stations cannot be used with a keyboard.",
            "guildhall.site.questions-per-minute=60",
            "guildhall.site.most-asked-every=200ms"
        })
@Import(HelpHouse.Fixed.class)
public abstract class HelpHouse {

    /** A site that may show our pages and call us. */
    protected static final String NEIGHBOUR = "http://localhost:5999";

    private static final Path ARTICLES = Path.of("target", "help-house", "articles");
    private static final LocalPort PORT = port();

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry registry) {
        TestDatabase.properties(registry);
        copyArticles();
        registry.add("server.port", PORT::number);
        registry.add("guildhall.public-url", HelpHouse::address);
    }

    private static LocalPort port() {
        try {
            return LocalPort.free();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static String address() {
        return "http://localhost:" + PORT.number();
    }

    /** Where it is, without a slash at the end. */
    protected final String server() {
        return address();
    }

    /** Publishes an article's file anew; it is live within a second or two. */
    protected static void write(String article, String text) {
        try {
            Files.writeString(ARTICLES.resolve(article + ".md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An article's file as it is. */
    protected static String read(String article) {
        try {
            return Files.readString(ARTICLES.resolve(article + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes an article away. */
    protected static void remove(String article) {
        try {
            Files.delete(ARTICLES.resolve(article + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyArticles() {
        try {
            FileSystemUtils.deleteRecursively(ARTICLES);
            Files.createDirectories(ARTICLES);
            for (String folder : new String[] {"sample-articles", "site-articles"}) {
                copy(Path.of("src", "test", "resources", folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.md")) {
            for (Path file : files) {
                Files.writeString(ARTICLES.resolve(file.getFileName().toString()), Files.readString(file));
            }
        }
    }

    /** Which article is found for which word, as in {@link OpenHouse}. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Fixed {

        @Bean
        @Primary
        Answers sampleAnswers(Articles articles) {
            return new SampleAnswers(articles);
        }
    }
}
