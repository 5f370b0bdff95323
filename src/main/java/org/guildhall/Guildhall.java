package org.guildhall;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service, or one of its commands when the first argument names one. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Guildhall {

    /** The process's entry point. */
    public static void main(String[] arguments) {
        SpringApplication.run(Guildhall.class, arguments);
    }
}
