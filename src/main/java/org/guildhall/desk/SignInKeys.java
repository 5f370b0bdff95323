package org.guildhall.desk;

import org.guildhall.platform.DataFolder;
import org.guildhall.platform.OwnersFile;
import org.guildhall.platform.Secret;
import org.guildhall.platform.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The key for second factors: the operator's, or one made up once and kept beside the data, where a copy of the database does not
 * have it. It is looked for when the first second factor needs it, so that nobody else needs a folder.
 */
@Component
final class SignInKeys {

    private static final String FILE = "desk.key";
    private static final int BYTES = 32;
    private static final int SHORTEST = 32;

    private final Secret configured;
    private final DataFolder folder;
    private @Nullable Strongbox strongbox;

    SignInKeys(SignInProperties properties, DataFolder folder) {
        this.configured = properties.encryptionKey();
        this.folder = folder;
        if (configured.present() && configured.value().strip().length() < SHORTEST) {
            throw new StartRefused(
                    "guildhall.desk.encryption-key is shorter than 32 characters.",
                    "Make one with: openssl rand -hex 32");
        }
    }

    /** Opens it; may read or make a file the first time. */
    synchronized Strongbox strongbox() {
        Strongbox opened = strongbox;
        if (opened == null) {
            Secret key = configured.present()
                    ? new Secret(configured.value().strip())
                    : OwnersFile.in(folder.path().resolve(FILE), BYTES);
            opened = new Strongbox(key);
            strongbox = opened;
        }
        return opened;
    }
}
