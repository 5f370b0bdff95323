package org.guildhall;

import org.guildhall.knowledge.Answers;
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
        properties = {"management.server.port=0", "guildhall.allowed-origins=https://www.marlbridge.example"})
@Import(OpenHouse.Fixed.class)
public abstract class OpenHouse {

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase database = TestDatabase.properties(registry);
        registry.add("spring.datasource.url", database::url);
        registry.add("spring.datasource.username", database::username);
        registry.add("spring.datasource.password", database::password);
    }

    /** Where it is, without a slash at the end. */
    protected final String server() {
        return "http://localhost:" + port;
    }

    /** What stands in for the rooms that a test of pages does not need. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Fixed {

        @Bean
        @Primary
        Answers sampleAnswers() {
            return new SampleAnswers();
        }
    }
}
