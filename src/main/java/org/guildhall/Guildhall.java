package org.guildhall;

import org.guildhall.command.Commands;
import org.guildhall.platform.BackgroundLog;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Starts the service, or one of its commands when the first argument names one. Beans are named with their package, because
 * two rooms may both have, say, events.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class Guildhall {

    /** The process's entry point. */
    public static void main(String[] arguments) {
        if (Commands.named(arguments)) {
            System.exit(Commands.run(arguments));
        }
        WarmStart.ifPossible();
        SpringApplication service = new SpringApplication(Guildhall.class);
        service.addListeners(new BackgroundLog());
        service.run(arguments);
    }
}
