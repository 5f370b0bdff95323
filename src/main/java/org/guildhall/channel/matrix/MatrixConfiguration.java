package org.guildhall.channel.matrix;

import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.SafeFetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Matrix's beans. No token of the application service, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.matrix.as-token")
class MatrixConfiguration {

    @Bean
    MatrixSetup matrixSetup(MatrixProperties properties) {
        return MatrixSetup.of(properties);
    }

    @Bean
    JsonCaller matrixCaller(MatrixSetup matrixSetup) {
        return caller(matrixSetup);
    }

    @Bean
    MatrixChannel matrixChannel(MatrixSetup matrixSetup, JsonCaller matrixCaller, SafeFetcher fetcher) {
        return new MatrixChannel(matrixSetup, matrixCaller, new MatrixFiles(matrixSetup.properties(), fetcher));
    }

    static JsonCaller caller(MatrixSetup setup) {
        return new JsonCaller(
                MatrixChannel.NAME,
                setup.properties().apiUrl(),
                () -> "Bearer " + setup.properties().asToken().value());
    }
}
