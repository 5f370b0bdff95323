package org.guildhall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this server keeps what must outlive it: the embedded database and caches.
 *
 * @param data the folder, made when it is missing
 */
@ConfigurationProperties("guildhall")
public record DataFolder(@DefaultValue("./data") Path data) {

    /**
     * The folder itself, absolute and without links.
     *
     * @throws StartRefused when it cannot be made or entered
     */
    public Path path() {
        try {
            return Files.createDirectories(data).toRealPath();
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + data.toAbsolutePath().normalize() + " cannot be made or opened.",
                    "Make it a folder that this user may write to, or choose another with guildhall.data.",
                    e);
        }
    }
}
