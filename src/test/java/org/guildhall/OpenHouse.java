package org.guildhall;

import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Articles;
import org.guildhall.platform.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application on a random port and a database of its own, with a handful of articles. */
@SpringBootTest(
        classes = Guildhall.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.public-url=http://localhost:8080",
            "guildhall.data=target/open-house",
            "guildhall.knowledge-base=src/test/resources/sample-articles",
            // The second is a page of somebody else that a browser test makes up.
            "guildhall.allowed-origins=https://www.marlbridge.example,http://localhost:18999"
        })
@Import(OpenHouse.Fixed.class)
public abstract class OpenHouse {

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.properties(registry);
    }

    /** Where it is, without a slash at the end. */
    protected final String server() {
        return "http://localhost:" + port;
    }

    /** Which article is found for which word, so that tests of pages need no search of theirs. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Fixed {

        @Bean
        @Primary
        Answers sampleAnswers(Articles articles) {
            return new SampleAnswers(articles);
        }
    }
}
